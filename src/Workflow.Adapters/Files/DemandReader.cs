using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files;

/// <summary>Reads what review is demanded: <c>{ approvals: 1, level: senior, ladder: standard }</c>.</summary>
internal sealed class DemandReader(IReadOnlyDictionary<string, IReadOnlyList<EscalationStep>> ladders, ValueReader values)
{
    private const int MostApprovals = 10;

    public ReviewDemand? Read(YamlNode node, string what)
    {
        if (MappingReader.Open(node, what, ["approvals", "level", "ladder"], values.Problems) is not { } demand)
        {
            return null;
        }

        var approvals = demand.Optional("approvals") is { } count ? values.Number(count, "approvals", 1, MostApprovals) : 1;
        var level = demand.Required("level") is { } levelNode ? values.Choice<Level>(levelNode, "level") : null;
        var ladder = demand.Required("ladder") is { } ladderNode ? values.Choice(ladderNode, "ladder", [.. ladders.Keys]) : null;
        return approvals is null || level is null || ladder is null
            ? null
            : new ReviewDemand(new ReviewRequirement(level.Value, approvals.Value), ladders[ladder]);
    }
}
