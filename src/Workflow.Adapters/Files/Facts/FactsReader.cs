using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Risk;
using Workflow.Core.Services;

namespace Workflow.Adapters.Files.Facts;

/// <summary>
/// Reads <c>request</c>, <c>change</c>, <c>risk</c>, <c>service</c> and <c>incidents</c>. What is left out is as harmless as can be,
/// and what depends on a service or is open on it is then unknown.
/// </summary>
internal sealed class FactsReader(ValueReader values, DateTimeOffset now)
{
    private const int MostReached = 1_000_000;

    private static readonly string NoCommit = new('0', 40);

    /// <param name="what">What the node is, for messages.</param>
    /// <returns>Null where there are problems.</returns>
    public PolicyFacts? Read(YamlNode node, string what)
    {
        if (MappingReader.Open(node, what, ["request", "change", "risk", "service", "incidents"], values.Problems) is not { } facts)
        {
            return null;
        }

        var request = facts.Required("request") is { } requestNode ? ReadRequest(requestNode) : null;
        var assessment = new ChangeFactsReader(values).Read(facts.Optional("change"));
        var risk = facts.Optional("risk") is { } riskNode ? ReadRisk(riskNode) : RiskReport.Empty;
        var radius = facts.Optional("service") is { } serviceNode ? ReadRadius(serviceNode, request?.Service ?? "") : null;
        var incidents = facts.Optional("incidents") is { } incidentsNode ? ReadIncidents(incidentsNode) : null;
        return request is null || assessment is null
            ? null
            : new PolicyFacts(
                request,
                assessment with { Risk = risk is null ? null : risk with { BlastRadius = radius } })
            {
                Incidents = incidents,
            };
    }

    private DeploymentRequest? ReadRequest(YamlNode node)
    {
        if (MappingReader.Open(node, "request", ["service", "environment", "requester", "at"], values.Problems) is not { } request)
        {
            return null;
        }

        var service = request.Required("service") is { } serviceNode ? values.Text(serviceNode, "service") : null;
        var environment = request.Required("environment") is { } environmentNode ? values.Text(environmentNode, "environment") : null;
        var requester = request.Optional("requester") is { } requesterNode ? values.Text(requesterNode, "requester") : null;
        var at = request.Optional("at") is { } atNode ? values.Moment(atNode, "at") : now;
        return service is null || environment is null || at is null
            ? null
            : new DeploymentRequest(
                DeploymentId.Parse("imagined"),
                service,
                environment,
                new RepositoryReference("git", "imagined"),
                new CommitRange(null, NoCommit),
                new ActorIdentity(Email: requester),
                new PipelineReference("standard-webhooks", ""),
                at.Value);
    }

    /// <returns>Null where the file says that it is unknown.</returns>
    private RiskReport? ReadRisk(YamlNode node)
    {
        if (node is YamlScalar { Text: "unknown" })
        {
            return null;
        }

        var collector = new RiskCollector();
        var list = MappingReader.Open(node, "risk (or the word unknown)", ["findings"], values.Problems)?.Required("findings");
        foreach (var item in list is null ? [] : values.Items(list, "findings"))
        {
            if (ReadFinding(item) is { } finding)
            {
                collector.Add(finding);
            }
        }

        return collector.ToReport();
    }

    private RiskFinding? ReadFinding(YamlNode node)
    {
        if (MappingReader.Open(node, "a finding", ["rule", "severity", "irreversible"], values.Problems) is not { } finding)
        {
            return null;
        }

        var rule = finding.Required("rule") is { } ruleNode
            ? values.Choice(ruleNode, "rule", [.. RiskRules.All.Select(one => one.Id).Order(StringComparer.Ordinal)])
            : null;
        var severity = finding.Required("severity") is { } severityNode ? values.Choice<RiskSeverity>(severityNode, "severity") : null;
        var irreversible = finding.Optional("irreversible") is { } flag && values.Choice(flag, "irreversible", ["yes", "no"]) == "yes";
        return rule is null || severity is null
            ? null
            : new RiskFinding(rule, severity.Value, !irreversible, new RiskLocation("imagined"), rule, rule);
    }

    private BlastRadius? ReadRadius(YamlNode node, string service)
    {
        if (MappingReader.Open(node, "service", ["tier", "reaches", "reaches-tier"], values.Problems) is not { } radius)
        {
            return null;
        }

        var tier = ReadNumber(radius, "tier", CatalogueService.MostCriticalTier, CatalogueService.LeastCriticalTier);
        var reaches = ReadNumber(radius, "reaches", 0, MostReached);
        var highest = ReadNumber(radius, "reaches-tier", CatalogueService.MostCriticalTier, CatalogueService.LeastCriticalTier);
        return new BlastRadius(service, [], highest ?? tier) { Tier = tier, Count = reaches ?? 0 };
    }

    private int? ReadNumber(MappingReader mapping, string key, int lowest, int highest) =>
        mapping.Optional(key) is { } node ? values.Number(node, key, lowest, highest) : null;

    private OpenIncident[] ReadIncidents(YamlNode node) => node is YamlSequence { Items.Count: 0 }
        ? []
        :
        [
            .. values.Items(node, "incidents")
                .Select(item => values.Number(item, "incidents", OpenIncident.WorstSeverity, OpenIncident.LeastSeverity))
                .OfType<int>()
                .Select((severity, index) => new OpenIncident($"incident-{index + 1}", severity)),
        ];
}
