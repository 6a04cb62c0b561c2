using System.Globalization;
using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Files.Policy;

/// <summary>
/// Reads <c>incidents</c>, the friction controls that incidents open by themselves:
/// <c>{ severity: [1, 2], requires: { approvals: 2, level: senior }, lasts: 14d, mode: enforce, owner: sre@example.com }</c>.
/// </summary>
internal sealed class IncidentReader(ValueReader values)
{
    public IReadOnlyList<IncidentResponse> ReadAll(YamlNode node)
    {
        if (node is YamlSequence { Items: var items })
        {
            return [.. items.Select(Read).OfType<IncidentResponse>()];
        }

        values.Problems.Add(node, $"incidents must be a list, not {node.Kind}");
        return [];
    }

    private IncidentResponse? Read(YamlNode node)
    {
        if (MappingReader.Open(node, "an incident", PolicyKeys.Incident, values.Problems) is not { } incident)
        {
            return null;
        }

        int[] severities = incident.Required("severity") is { } severityNode
            ? [.. values.DifferentItems(severityNode, "severity").Select(ReadSeverity).OfType<int>().Distinct().Order()]
            : [];
        var requirement = incident.Required("requires") is { } requires ? RequirementReader.Read(requires, "requires", values) : null;
        var life = incident.Required("lasts") is { } lasts ? values.Span(lasts, "lasts", FrictionControl.LongestLife) : null;
        var mode = incident.Required("mode") is { } modeNode ? values.Choice<FrictionMode>(modeNode, "mode") : null;
        var owner = incident.Required("owner") is { } ownerNode ? MailboxReader.Read(ownerNode, "owner", values) : null;
        return severities.Length == 0 || requirement is null || life is null || mode is null || owner is null
            ? null
            : new IncidentResponse(severities, requirement, life.Value, mode.Value, owner);
    }

    private int? ReadSeverity(YamlNode node) =>
        values.Choice(node, "severity", IncidentPredicate.Severities) is { } severity ? int.Parse(severity, CultureInfo.InvariantCulture) : null;
}
