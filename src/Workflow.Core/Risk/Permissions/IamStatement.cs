using System.Text.Json;

namespace Workflow.Core.Risk;

/// <summary>One statement of an AWS policy.</summary>
internal sealed class IamStatement
{
    private static readonly HashSet<string> Everyone = ["*", "arn:aws:iam::*:root"];

    private readonly IReadOnlyList<string> actions;
    private readonly IReadOnlyList<string> principals;
    private readonly bool isForOthers;
    private readonly bool isFederated;
    private readonly bool isConditional;
    private readonly bool isOnEverything;
    private readonly bool isInverse;

    public IamStatement(JsonElement statement)
    {
        actions = [.. statement.TextsOf("action"u8)];
        var principal = statement.Find("principal"u8);
        isForOthers = principal is not null || statement.Find("notprincipal"u8) is not null;
        principals = principal is { } named ? [.. PrincipalsOf(named)] : [];
        isFederated = principal?.Find("federated"u8) is not null;
        isConditional = statement.Find("condition"u8) is { ValueKind: JsonValueKind.Object } condition && condition.EnumerateObject().Any();
        isOnEverything = statement.TextsOf("resource"u8).Contains("*") || statement.Find("notresource"u8) is not null;
        isInverse = statement.Find("notaction"u8) is not null;
        IsAllow = string.Equals(statement.Find("effect"u8)?.Text(), "Allow", StringComparison.OrdinalIgnoreCase);
        IsForAllButSome = IsAllow && statement.Find("notprincipal"u8) is not null;
    }

    public bool IsAllow { get; }

    private bool IsForAllButSome { get; }

    private bool IsForEveryone => IsForAllButSome || principals.Any(Everyone.Contains);

    private bool IsTrust => actions.Any(action => Wildcard.Covers(action, "sts:AssumeRole")
        || Wildcard.Covers(action, "sts:AssumeRoleWithWebIdentity"));

    /// <summary>What it allows that deserves a look.</summary>
    public IEnumerable<PermissionGrant> Grants() => !IsAllow ? [] : isForOthers ? ToOthers() : ToHolder();

    /// <summary>In a policy of a resource: who else may use it.</summary>
    private IEnumerable<PermissionGrant> ToOthers()
    {
        if (IsForEveryone)
        {
            var severity = IsTrust || isInverse || actions.Any(IsChanging) ? RiskSeverity.Critical : RiskSeverity.High;
            yield return Grant(isConditional ? RiskSeverity.Medium : severity,
                IsTrust ? "lets everyone assume it" : $"lets everyone do {Shown(actions)}",
                "Anyone in the world, of any account, can use it.");
        }
        else if (IsTrust)
        {
            if (isFederated && !isConditional)
            {
                yield return Grant(RiskSeverity.High, "lets all users of an identity provider assume it",
                    "Without a condition everyone who can sign in there gets these rights, not only those who are meant.");
            }

            foreach (var trusted in principals.Where(IsAccount))
            {
                yield return Grant(RiskSeverity.Low, $"lets {trusted} assume it", "Whoever that is gets the rights of this role.");
            }
        }
    }

    /// <summary>In a policy of a role, user or group: what its holder may do.</summary>
    private IEnumerable<PermissionGrant> ToHolder()
    {
        var on = isOnEverything ? "on every resource" : "on some resources";
        if (isInverse)
        {
            yield return Grant(isOnEverything ? RiskSeverity.High : RiskSeverity.Medium, $"allows every action but some {on}",
                "What is not named is allowed, also what is added to the platform later.");
        }

        if (actions.Any(action => action is "*" or "*:*"))
        {
            yield return Grant(isOnEverything ? RiskSeverity.Critical : RiskSeverity.High, $"allows every action {on}",
                isOnEverything ? "Whoever has it controls the whole account." : "Whoever has it can also destroy those resources.");
            yield break;
        }

        foreach (var service in actions.Where(action => action.EndsWith(":*", StringComparison.Ordinal)).Select(action => action[..^2]))
        {
            yield return Grant(ServiceSeverity(service), $"allows every action of {service} {on}",
                "That includes deleting, and handing the rights on.");
        }

        foreach (var sensitive in IamActions.Sensitive.Where(one => actions.Any(action => !IsWhole(action) && one.IsIn(action))))
        {
            yield return Grant(isOnEverything ? sensitive.OnEverything : sensitive.OnSome, $"{sensitive.What} {on}", sensitive.Sentence);
        }

        if (isOnEverything && actions.Where(IsOrdinary).ToList() is { Count: > 0 } ordinary)
        {
            yield return Grant(RiskSeverity.Low, $"allows {Shown(ordinary)} on every resource",
                "It holds for resources of other services and for those that are made later.");
        }
    }

    private RiskSeverity ServiceSeverity(string service) => (service.ToLowerInvariant(), isOnEverything) switch
    {
        ("iam" or "organizations" or "sts", true) => RiskSeverity.Critical,
        (_, true) => RiskSeverity.High,
        _ => RiskSeverity.Medium,
    };

    private PermissionGrant Grant(RiskSeverity severity, string what, string sentence) => new(
        PermissionRules.Broadened,
        isConditional && !isForOthers && severity > RiskSeverity.Low ? severity - 1 : severity,
        isConditional ? $"{what}, under a condition" : what,
        sentence);

    /// <summary>Services and identity providers are trusted in other ways, which their conditions narrow.</summary>
    private static bool IsAccount(string principal) =>
        principal.All(char.IsAsciiDigit)
        || (principal.StartsWith("arn:", StringComparison.Ordinal) && !principal.Contains("-provider/", StringComparison.Ordinal));

    private static bool IsWhole(string action) => action.EndsWith(":*", StringComparison.Ordinal);

    private static bool IsOrdinary(string action) =>
        !IsWhole(action) && !IamActions.IsLooking(action) && !IamActions.Sensitive.Any(sensitive => sensitive.IsIn(action));

    private static bool IsChanging(string action)
    {
        var verb = action[(action.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return !verb.StartsWith("Get", StringComparison.OrdinalIgnoreCase)
            && !verb.StartsWith("List", StringComparison.OrdinalIgnoreCase)
            && !verb.StartsWith("Describe", StringComparison.OrdinalIgnoreCase);
    }

    private static string Shown(IReadOnlyList<string> actions) => actions.Count switch
    {
        0 => "every action but some",
        <= 3 => string.Join(", ", actions),
        _ => $"{string.Join(", ", actions.Take(3))} and {actions.Count - 3} more",
    };

    private static IEnumerable<string> PrincipalsOf(JsonElement principal) => principal.ValueKind is JsonValueKind.Object
        ? principal.EnumerateObject().SelectMany(kind => kind.Value.Texts())
        : principal.Texts();
}
