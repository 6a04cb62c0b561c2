using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files;

/// <summary>Reads what review is demanded: <c>{ approvals: 1, level: senior, ladder: standard }</c>.</summary>
internal sealed class DemandReader(IReadOnlyDictionary<string, IReadOnlyList<EscalationStep>> ladders, ValueReader values)
{
    private const int MostApprovals = 10;
    private const string Approvals = "approvals";
    private const string Level = "level";
    private const string Ladder = "ladder";

    public ReviewDemand? Read(YamlNode node, string what)
    {
        if (MappingReader.Open(node, what, [Approvals, Level, Ladder], values.Problems) is not { } demand)
        {
            return null;
        }

        var requirement = ReadRequirement(demand, values);
        var ladder = demand.Required(Ladder) is { } ladderNode ? values.Choice(ladderNode, Ladder, [.. ladders.Keys]) : null;
        return requirement is null || ladder is null ? null : new ReviewDemand(requirement, ladders[ladder]);
    }

    /// <summary>A demand without a ladder: <c>{ approvals: 2, level: senior }</c>.</summary>
    public static ReviewRequirement? ReadRequirement(YamlNode node, string what, ValueReader values) =>
        MappingReader.Open(node, what, [Approvals, Level], values.Problems) is { } demand ? ReadRequirement(demand, values) : null;

    private static ReviewRequirement? ReadRequirement(MappingReader demand, ValueReader values)
    {
        var approvals = demand.Optional(Approvals) is { } count ? values.Number(count, Approvals, 1, MostApprovals) : 1;
        var level = demand.Required(Level) is { } levelNode ? values.Choice<Level>(levelNode, Level) : null;
        return approvals is null || level is null ? null : new ReviewRequirement(level.Value, approvals.Value);
    }
}
