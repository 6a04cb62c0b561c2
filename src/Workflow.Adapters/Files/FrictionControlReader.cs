using Workflow.Adapters.Files.Policy;
using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Files;

/// <summary>Reads one friction control.</summary>
internal sealed class FrictionControlReader(
    string digest, IReadOnlyCollection<string>? environments, DateTimeOffset now, ValueReader values)
{
    private static readonly string[] Keys =
        ["name", "owner", "reason", "incident", "scope", "requires", "starts", "expires", "mode", "renewals"];

    private static readonly string[] RenewalKeys = ["at", "until", "by", "reason"];

    public FrictionControl? Read(YamlNode node)
    {
        if (MappingReader.Open(node, "a control", Keys, values.Problems) is not { } control)
        {
            return null;
        }

        var name = control.Required("name") is { } nameNode ? values.Text(nameNode, "name") : null;
        var owner = control.Required("owner") is { } ownerNode ? MailboxReader.Read(ownerNode, "owner", values) : null;
        var reason = control.Required("reason") is { } reasonNode ? values.Text(reasonNode, "reason") : null;
        var incident = control.Optional("incident") is { } incidentNode ? ReadIncident(incidentNode) : null;
        var scope = control.Required("scope") is { } scopeNode ? ScopeReader.Read(scopeNode, environments, values) : null;
        var requirement = control.Required("requires") is { } requires
            ? RequirementReader.Read(requires, "requires", values)
            : null;
        var (starts, expires) = ReadLife(control);
        var mode = control.Required("mode") is { } modeNode ? values.Choice<FrictionMode>(modeNode, "mode") : null;
        return name is null || owner is null || reason is null || scope is null || requirement is null
            || starts is null || expires is null || mode is null
            ? null
            : ReadRenewals(
                control,
                new FrictionControl(
                    name, digest, owner, reason, incident, scope, requirement, starts.Value, expires.Value, mode.Value));
    }

    private FrictionControl ReadRenewals(MappingReader node, FrictionControl control)
    {
        foreach (var item in node.Optional("renewals") is { } renewals ? values.Items(renewals, "renewals") : [])
        {
            if (ReadRenewal(item) is not { } renewal)
            {
                continue;
            }

            // Renewals written ahead would make a control of a year or more.
            var ahead = renewal.At > now ? $"'at' is to come; renew '{control.Name}' when it is still needed then" : null;
            if ((ahead ?? FrictionSteps.FindDefect(control, renewal)) is { } defect)
            {
                values.Problems.Add(item, $"the renewal cannot be: {defect.TrimEnd('.')}");
                continue;
            }

            control = FrictionSteps.Renew(control, renewal);
        }

        return control;
    }

    private FrictionRenewal? ReadRenewal(YamlNode node)
    {
        if (MappingReader.Open(node, "a renewal", RenewalKeys, values.Problems) is not { } renewal)
        {
            return null;
        }

        var at = renewal.Required("at") is { } atNode ? values.Moment(atNode, "at") : null;
        var until = renewal.Required("until") is { } untilNode ? values.Moment(untilNode, "until") : null;
        var by = renewal.Required("by") is { } byNode ? values.Text(byNode, "by") : null;
        var reason = renewal.Required("reason") is { } reasonNode ? values.Text(reasonNode, "reason") : null;
        return at is null || until is null || by is null || reason is null
            ? null
            : new FrictionRenewal(at.Value, by, reason, until.Value);
    }

    private Uri? ReadIncident(YamlNode node)
    {
        var text = values.Text(node, "incident");
        if (Uri.TryCreate(text, UriKind.Absolute, out var incident) && incident.Scheme is "http" or "https")
        {
            return incident;
        }

        if (text is not null)
        {
            values.Problems.Add(node, $"incident must be a link such as https://incidents.example.com/42, not '{text}'");
        }

        return null;
    }

    private (DateTimeOffset? Starts, DateTimeOffset? Expires) ReadLife(MappingReader control)
    {
        var starts = control.Required("starts") is { } startNode ? values.Moment(startNode, "starts") : null;
        if (control.Required("expires") is not { } endNode || values.Moment(endNode, "expires") is not { } expires)
        {
            return (starts, null);
        }

        if (expires <= starts)
        {
            values.Problems.Add(endNode, "expires must be after starts");
        }
        else if (expires - starts > FrictionControl.LongestLife)
        {
            values.Problems.Add(
                endNode,
                $"expires must be at most {FrictionControl.LongestLife.Days} days after starts; "
                + "what shall hold for longer belongs into the policy");
        }

        return (starts, expires);
    }
}
