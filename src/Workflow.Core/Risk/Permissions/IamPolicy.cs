using System.Runtime.InteropServices;
using System.Text.Json;

namespace Workflow.Core.Risk;

/// <summary>What AWS policies allow, wherever they stand in a resource's attributes.</summary>
internal static class IamPolicy
{
    private const int MaxShownDenial = 4000;

    private static readonly IReadOnlyList<(string Policy, RiskSeverity Severity)> ManagedPolicies =
    [
        (":iam::aws:policy/AdministratorAccess", RiskSeverity.Critical),
        (":iam::aws:policy/IAMFullAccess", RiskSeverity.Critical),
        (":iam::aws:policy/PowerUserAccess", RiskSeverity.High),
        (":iam::aws:policy/job-function/SystemAdministrator", RiskSeverity.High),
        (":iam::aws:policy/SecretsManagerReadWrite", RiskSeverity.High),
        (":iam::aws:policy/AmazonS3FullAccess", RiskSeverity.High),
        (":iam::aws:policy/AmazonRDSFullAccess", RiskSeverity.High),
        (":iam::aws:policy/AmazonEC2FullAccess", RiskSeverity.High),
        (":iam::aws:policy/AmazonDynamoDBFullAccess", RiskSeverity.High),
    ];

    public static void Read(AttributeNode node, PermissionGrants grants)
    {
        foreach (var statement in StatementsOf(node.Element))
        {
            var read = new IamStatement(statement);
            foreach (var grant in read.Grants())
            {
                grants.Allow(grant);
            }

            if (!read.IsAllow && statement.Json() is { Length: <= MaxShownDenial } denial)
            {
                grants.Deny(denial);
            }
        }
    }

    /// <summary>A text may name a policy that AWS keeps, in full or computed in a template.</summary>
    public static void ReadText(JsonElement written, PermissionGrants grants)
    {
        if (JsonMarshal.GetRawUtf8Value(written).IndexOf(":policy/"u8) < 0 || written.Text() is not { } text)
        {
            return;
        }

        foreach (var (policy, severity) in ManagedPolicies)
        {
            if (text.EndsWith(policy, StringComparison.Ordinal))
            {
                grants.Allow(new PermissionGrant(PermissionRules.Broadened, severity,
                    $"gives the rights of {policy[(policy.LastIndexOf('/') + 1)..]}",
                    severity is RiskSeverity.Critical
                        ? "Whoever has it controls the whole account."
                        : "Whoever has it can change and delete far more than one service needs."));
            }
        }
    }

    private static IEnumerable<JsonElement> StatementsOf(JsonElement policy) => policy.Get("Statement"u8) switch
    {
        { ValueKind: JsonValueKind.Array } many => many.EnumerateArray().Where(IsStatement),
        { } one when IsStatement(one) => [one],
        _ => [],
    };

    private static bool IsStatement(JsonElement element) => element.Find("effect"u8) is not null;
}
