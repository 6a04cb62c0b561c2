using System.Text.Json;
using Workflow.Adapters.GitHub;
using Workflow.Cli.Terminal;
using Workflow.Core;
using Workflow.Core.Policy;
using Workflow.Core.Policy.Analysis;
using Workflow.Core.Reviews;

namespace Workflow.Cli.Policy;

/// <summary>How long a kind of pipeline host waits for an answer.</summary>
internal sealed record PipelineHost(string Name, TimeSpan Longest);

/// <summary>Everything that can be found out about a valid policy.</summary>
internal static class PolicyCheck
{
    public static readonly PipelineHost GitHub = new("GitHub", GitHubLimits.ProtectionRuleWait);

    /// <param name="people">Null where they are not known.</param>
    /// <param name="waits">Null where the host is not known.</param>
    public static IReadOnlyList<PolicyFault> FindFaults(DeploymentPolicy policy, IReadOnlyList<Person>? people, PipelineHost? waits) =>
    [
        .. PolicyAnalysis.FindFaults(policy),
        .. people is null ? [] : ReachAnalysis.FindFaults(policy, people),
        .. waits is null ? [] : ReachAnalysis.FindLongLadders(policy, waits.Name, waits.Longest),
    ];

    public static void Write(DeploymentPolicy policy, IReadOnlyList<PolicyFault> faults, bool asJson, OutputBuffer output)
    {
        if (asJson)
        {
            WriteJson(policy, faults, output);
        }
        else
        {
            foreach (var fault in faults)
            {
                output.WriteLine(Visible.Of(fault.ToString()));
            }

            output.WriteLine(Visible.Of(
                $"Policy '{policy.Name}', {policy.Rules.Count} rules, SHA-256 {policy.Digest}: "
                + (faults.Count == 0 ? "nothing to mend." : $"{faults.Count} to mend.")));
        }

        output.Flush();
    }

    private static void WriteJson(DeploymentPolicy policy, IReadOnlyList<PolicyFault> faults, OutputBuffer output)
    {
        using var json = new Utf8JsonWriter(output, JsonText.Indented);
        json.WriteStartObject();
        json.WriteString("policy", policy.Name);
        json.WriteString("digest", policy.Digest);
        json.WriteNumber("rules", policy.Rules.Count);
        json.WriteStartArray("faults");
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("part", fault.Part);
            json.WriteString("sentence", fault.Sentence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.EndLine();
    }
}
