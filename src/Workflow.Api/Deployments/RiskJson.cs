using Workflow.Core;
using Workflow.Core.Risk;

namespace Workflow.Api.Deployments;

/// <summary>What a change can break, as programs read it.</summary>
/// <param name="Highest"><c>info</c>, <c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>; absent where nothing was found.</param>
/// <param name="Counts">How many findings there are of each severity.</param>
/// <param name="Findings">The worst first, at most <see cref="MaxFindings"/>.</param>
/// <param name="Documents">What was read.</param>
/// <param name="BlastRadius">Absent where no service catalogue tells.</param>
public sealed record RiskJson(
    string? Highest,
    IReadOnlyDictionary<string, int> Counts,
    IReadOnlyList<RiskFindingJson> Findings,
    IReadOnlyList<ReadDocument> Documents,
    BlastRadiusJson? BlastRadius)
{
    public const int MaxFindings = 50;

    public static RiskJson Of(RiskReport report) => new(
        report.Highest is { } highest ? Words.Token(highest) : null,
        report.Counts.OrderByDescending(entry => entry.Key).ToDictionary(entry => Words.Token(entry.Key), entry => entry.Value),
        [.. report.Findings.Take(MaxFindings).Select(RiskFindingJson.Of)],
        report.Documents,
        report.BlastRadius is { } radius ? BlastRadiusJson.Of(radius) : null);
}

/// <param name="Where">Document, with line and address where they are known.</param>
public sealed record RiskFindingJson(string Rule, string Severity, bool IsReversible, RiskLocation Where, string What, string Explanation)
{
    public static RiskFindingJson Of(RiskFinding finding) => new(
        finding.Rule, Words.Token(finding.Severity), finding.IsReversible, finding.Where, finding.What, finding.Explanation);
}

/// <param name="IsKnown">Whether the service catalogue knows the service.</param>
/// <param name="HighestTier">The most critical tier reached, its own included; 1 is the most critical. Absent where none is given.</param>
/// <param name="Count">How many services depend on it, directly or through others.</param>
/// <param name="Reached">The nearest of them first, at most 200.</param>
public sealed record BlastRadiusJson(string Service, bool IsKnown, int? HighestTier, int Count, IReadOnlyList<ReachedService> Reached)
{
    public static BlastRadiusJson Of(BlastRadius radius) =>
        new(radius.Service, radius.IsKnown, radius.HighestTier, radius.Count, radius.Reached);
}
