using Workflow.Core.Risk;
using Workflow.Core.Services;

namespace Workflow.Core.Policy;

/// <summary><c>risk</c>: the severity of the worst finding, or none.</summary>
public sealed record RiskPredicate(IReadOnlyList<string> Expected) : OneValuePredicate(Keyword, Expected)
{
    public const string Keyword = "risk";

    private const string Nothing = "none";

    /// <summary>From the least to the most reason for care.</summary>
    public static IReadOnlyList<string> Severities { get; } = [Nothing, .. Enum.GetValues<RiskSeverity>().Select(Words.Token)];

    public override bool IsAboutFindings => true;

    public override string? FindDefect(bool releases)
    {
        // A release must hold from the lowest severity up to the highest that it names, all else from the lowest that it names up.
        var (first, last) = releases ? (0, HighestExpected()) : (LowestExpected(), Severities.Count - 1);
        string[] missing = [.. Severities.Where((one, place) => place >= first && place <= last && !Matches(one))];
        return missing.Length == 0
            ? null
            : $"{Keyword} must name {string.Join(", ", missing)} as well: a rule that "
                + (releases ? "releases at some risk releases at less" : "holds at some risk holds at more");
    }

    protected override string? See(PolicyFacts facts) =>
        facts.Assessment.Risk is { } risk ? (risk.Highest is { } highest ? Words.Token(highest) : Nothing) : null;

    private int LowestExpected() => Severities.ToList().FindIndex(Matches) is var place and >= 0 ? place : Severities.Count;

    private int HighestExpected() => Severities.ToList().FindLastIndex(Matches);
}

/// <summary><c>finding</c>: the id of a rule by which a risk was found, as a glob.</summary>
public sealed record FindingPredicate(IReadOnlyList<string> Expected) : ManyValuesPredicate(Keyword, Expected)
{
    public const string Keyword = "finding";

    private readonly PathGlobs globs = new(Expected);

    public override bool IsAboutFindings => true;

    public override string? FindDefect(bool releases) =>
        releases ? $"{Keyword} is no reason to release: a further finding would lift what the default asks for" : null;

    protected override IReadOnlyList<string>? List(PolicyFacts facts) => facts.Assessment.Risk?.Rules;

    protected override bool Matches(string seen) => globs.Match(seen);
}

/// <summary><c>irreversible</c>: whether any finding is about something that cannot be undone.</summary>
public sealed record IrreversiblePredicate(IReadOnlyList<string> Expected) : OneValuePredicate(Keyword, Expected)
{
    public const string Keyword = "irreversible";

    private const string Yes = "yes";
    private const string No = "no";

    public static IReadOnlyList<string> Answers { get; } = [Yes, No];

    public override bool IsAboutFindings => true;

    public override string? FindDefect(bool releases)
    {
        var needed = releases ? No : Yes;
        return Matches(needed)
            ? null
            : $"{Keyword} must be {needed} in a rule that {(releases ? "releases" : "asks for a review or blocks")}";
    }

    protected override string? See(PolicyFacts facts) =>
        facts.Assessment.Risk is { } risk ? (risk.IrreversibleCount > 0 ? Yes : No) : null;
}

/// <summary><c>reaches-tier</c>: the most critical tier in the blast radius, 1 to 5; unknown where no service catalogue tells.</summary>
public sealed record ReachesTierPredicate(IReadOnlyList<string> Expected) : OneValuePredicate(Keyword, Expected)
{
    public const string Keyword = "reaches-tier";

    protected override string? See(PolicyFacts facts) =>
        facts.Assessment.Risk?.BlastRadius?.HighestTier is { } tier ? CatalogueService.TierName(tier) : null;
}
