using System.Collections.Frozen;

namespace Workflow.Core.Risk;

/// <summary>What a report says, in the words of cards, pages and mails. Names from outside stand in them as they are.</summary>
public static class RiskWords
{
    /// <summary>Rules about what could not be read.</summary>
    private static readonly FrozenSet<string> Unseen =
        DocumentRules.All.Concat(AnalysisRules.All).Select(rule => rule.Id).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// How many findings there are of each severity, the worst first: <c>1 critical, 3 low</c>; <c>nothing found</c> where there are none.
    /// </summary>
    public static string CountsOf(RiskReport report)
    {
        var counts = report.Counts
            .Where(entry => entry.Value > 0)
            .OrderByDescending(entry => entry.Key)
            .Select(entry => Invariant($"{entry.Value:N0} {Words.Of(entry.Key)}"))
            .ToList();
        return counts.Count == 0 ? "nothing found" : string.Join(", ", counts);
    }

    /// <summary>For example <c>high, irreversible</c>.</summary>
    public static string WeightOf(RiskFinding finding) =>
        $"{Words.Of(finding.Severity)}{(finding.IsReversible ? "" : ", irreversible")}";

    /// <summary>
    /// <c>cannot be undone</c>, or <c>may be impossible to undo</c> where nobody could see what happens; null where it can be undone.
    /// </summary>
    public static string? ReversalOf(RiskFinding finding) =>
        finding.IsReversible ? null : Unseen.Contains(finding.Rule) ? "may be impossible to undo" : "cannot be undone";

    /// <summary>What cannot be undone before all else, then the most severe.</summary>
    public static IReadOnlyList<RiskFinding> IrreversibleFirst(RiskReport report) =>
        [.. report.Findings.OrderBy(finding => finding.IsReversible).ThenByDescending(finding => finding.Severity)];

    /// <summary>
    /// One or two sentences, such as <c>7 services depend on billing-api, 2 of them directly. The most critical tier reached is 1.</c>
    /// The service's own tier counts as reached.
    /// </summary>
    public static string Of(BlastRadius radius)
    {
        var direct = radius.Reached.Count(one => one.Distance == 1);
        var reach = radius.Count switch
        {
            0 => $"No service depends on {radius.Service}",
            1 => $"1 service depends on {radius.Service}",
            _ when direct == radius.Count => Invariant($"{radius.Count:N0} services depend on {radius.Service}, all of them directly"),
            _ => Invariant($"{radius.Count:N0} services depend on {radius.Service}, {direct:N0} of them directly"),
        };
        return radius switch
        {
            { IsKnown: false, Count: 0 } => $"The service catalogue does not know {radius.Service}.",
            { IsKnown: false } => $"{reach}, which the service catalogue itself does not know.",
            { HighestTier: { } tier, Count: > 0 } => $"{reach}. The most critical tier reached is {tier}.",
            { Tier: { } own } => $"{reach}. Its own tier is {own}.",
            _ => $"{reach}.",
        };
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
