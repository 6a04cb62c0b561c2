using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files.Policy;

/// <summary>Reads what review is demanded, and by which ladder: <c>{ approvals: 1, level: senior, ladder: standard }</c>.</summary>
internal sealed class DemandReader(IReadOnlyDictionary<string, IReadOnlyList<EscalationStep>> ladders, ValueReader values)
{
    /// <summary>The name of a ladder that a demand was read with.</summary>
    public string NameOf(IReadOnlyList<EscalationStep> ladder) =>
        ladders.First(one => ReferenceEquals(one.Value, ladder)).Key;

    public ReviewDemand? Read(YamlNode node, string what)
    {
        if (MappingReader.Open(node, what, PolicyKeys.Demand, values.Problems) is not { } demand)
        {
            return null;
        }

        var requirement = RequirementReader.Read(demand, values);
        var ladder = demand.Required("ladder") is { } ladderNode ? values.Choice(ladderNode, "ladder", [.. ladders.Keys]) : null;
        if (demand.Optional("on-timeout") is { } end)
        {
            ReadTimeout(end);
        }

        if (requirement is null || ladder is null)
        {
            return null;
        }

        var whole = ladders[ladder].Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Timeout);
        if (whole > TimeSpan.Zero && requirement.MinimumReading >= whole)
        {
            values.Problems.Add(
                demand.Optional("minimum-reading")!,
                $"minimum-reading is not over before ladder '{ladder}' ends, so nobody could ever approve");
        }

        return new ReviewDemand(requirement, ladders[ladder]);
    }

    private void ReadTimeout(YamlNode node)
    {
        if (node is YamlScalar { Text: "release" })
        {
            values.Problems.Add(
                node,
                "on-timeout can only be cancel: a change that AI had a part in must never be released because nobody looked, and a "
                + "rule cannot know beforehand that AI had none");
            return;
        }

        values.Choice(node, "on-timeout", ["cancel"]);
    }
}
