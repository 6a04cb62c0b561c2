using System.Globalization;
using Workflow.Core.Services;

namespace Workflow.Core.Policy;

/// <summary><c>tier</c>: the changed service's own tier, 1 to 5; unknown where no service catalogue tells.</summary>
public sealed record TierPredicate(IReadOnlyList<string> Expected) : OneValuePredicate(Keyword, Expected)
{
    public const string Keyword = "tier";

    protected override string? See(PolicyFacts facts) =>
        facts.Assessment.Risk?.BlastRadius?.Tier is { } tier ? CatalogueService.TierName(tier) : null;
}

/// <summary><c>criticality</c>: of the environment; unknown where the policy gives it none.</summary>
/// <param name="Environments">The criticality of each environment that has one, by its name.</param>
public sealed record CriticalityPredicate(IReadOnlyList<string> Expected, IReadOnlyDictionary<string, Criticality> Environments)
    : OneValuePredicate(Keyword, Expected)
{
    public const string Keyword = "criticality";

    protected override string? See(PolicyFacts facts) =>
        Environments.TryGetValue(facts.Request.Environment, out var criticality) ? Words.Token(criticality) : null;
}

/// <summary><c>actor-kind</c>: what asked for the deployment: human, program or agent.</summary>
public sealed record ActorKindPredicate(IReadOnlyList<string> Expected) : OneValuePredicate(Keyword, Expected)
{
    public const string Keyword = "actor-kind";

    protected override string? See(PolicyFacts facts) =>
        facts.Assessment.RequestedBy is { } kind ? Words.Token(kind) : null;
}

/// <summary><c>attested</c>: whether an author says that no AI took part.</summary>
public sealed record AttestedPredicate(IReadOnlyList<string> Expected) : OneValuePredicate(Keyword, Expected)
{
    public const string Keyword = "attested";

    private const string Yes = "yes";
    private const string No = "no";

    public static IReadOnlyList<string> Answers { get; } = [Yes, No];

    public override string? FindDefect(bool releases)
    {
        var needed = releases ? Yes : No;
        return Matches(needed)
            ? null
            : $"{Keyword} must be {needed} here: " + (releases
                ? "a rule that releases without an attestation releases with one"
                : "a rule that holds with an attestation holds without one");
    }

    protected override string? See(PolicyFacts facts) => facts.Assessment.Provenance.Attestations.Count > 0 ? Yes : No;
}

/// <summary>
/// <c>incident</c>: the severity, 1 to 5, of an incident that is open on the service; unknown where nobody tells the gate of incidents.
/// </summary>
public sealed record IncidentPredicate(IReadOnlyList<string> Expected) : ManyValuesPredicate(Keyword, Expected)
{
    public const string Keyword = "incident";

    private static readonly string[] Names =
        [.. Enumerable.Range(0, OpenIncident.LeastSeverity + 1).Select(severity => severity.ToString(CultureInfo.InvariantCulture))];

    /// <summary>From the worst to the least.</summary>
    public static IReadOnlyList<string> Severities { get; } = Names[OpenIncident.WorstSeverity..];

    public override string? FindDefect(bool releases) =>
        releases ? $"{Keyword} is no reason to release: a further incident would lift what the default asks for" : null;

    public override Truth Test(PolicyFacts facts)
    {
        if (facts.Incidents is not { } incidents)
        {
            return Truth.Unknown;
        }

        for (var index = 0; index < incidents.Count; index++)
        {
            if (Matches(NameOf(incidents[index].Severity)))
            {
                return Truth.Yes;
            }
        }

        return Truth.No;
    }

    protected override IReadOnlyList<string>? List(PolicyFacts facts) =>
        facts.Incidents is { } incidents ? [.. incidents.Select(incident => NameOf(incident.Severity)).Distinct()] : null;

    /// <summary>A severity out of range counts as the worst.</summary>
    private static string NameOf(int severity) =>
        Names[severity is >= OpenIncident.WorstSeverity and <= OpenIncident.LeastSeverity ? severity : OpenIncident.WorstSeverity];
}
