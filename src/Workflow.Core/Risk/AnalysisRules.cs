using Workflow.Core.Risk.Changes;

namespace Workflow.Core.Risk;

/// <summary>What the gate could not read. What nobody has seen is no proof of harmlessness.</summary>
public static class AnalysisRules
{
    private static readonly RiskJudgement Unavailable = new(
        new RiskRule("document-unavailable", "A document that the pipeline attached cannot be had."),
        RiskSeverity.High,
        IsReversible: false,
        "The pipeline says that this document tells what the deployment does, and nobody can look into it.");

    private static readonly RiskJudgement Unread = new(
        new RiskRule("file-unread", "A changed file that may be dangerous was not read."),
        RiskSeverity.Medium,
        IsReversible: true,
        "What its change does is unknown to the gate: look at it in the repository.");

    private static readonly RiskJudgement UnreadMigration = Unread with
    {
        Severity = RiskSeverity.High,
        IsReversible = false,
        Explanation = "It changes a database, and nobody knows how: it may destroy anything. Look at it in the repository.",
    };

    public static IReadOnlyList<RiskRule> All { get; } = [Unavailable.Rule, Unread.Rule];

    /// <param name="problem">Why, as a sentence without a full stop. Without secrets.</param>
    public static RiskFinding IsUnavailable(string document, string problem) => Unavailable.Find(new RiskLocation(document), problem);

    /// <param name="problem">Why, as a sentence without a full stop.</param>
    public static RiskFinding IsUnread(string path, string problem) =>
        (IsOfDatabase(path) ? UnreadMigration : Unread).Find(new RiskLocation(path), problem);

    /// <param name="paths">All that were not read, the worst first.</param>
    /// <param name="max">How many the gate reads.</param>
    public static IEnumerable<RiskFinding> AreTooMany(IReadOnlyList<string> paths, int max) => paths.Count == 0
        ? []
        :
        [
            IsUnread(
                paths[0],
                $"This file and {paths.Count - 1} others were not read: the gate reads {max} changed files"),
        ];

    private static bool IsOfDatabase(string path) => RiskPaths.IsSql(path) || RiskPaths.IsMigration(path);
}
