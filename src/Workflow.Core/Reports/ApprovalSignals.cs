using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Core.Reports;

/// <summary>
/// Signs that approvals of a week were given without a look. They are about the process - too many reviews, too little time, evidence
/// that nobody needs - and say nothing about a person: no name is in them.
/// </summary>
/// <param name="Approvals">All that counted.</param>
/// <param name="Quick">Given within <see cref="QuickWithin"/> of the question.</param>
/// <param name="Unopened">Given by somebody who had opened neither diff, run nor findings.</param>
/// <param name="Series">Pairs of an author and a reviewer with <see cref="LongSeries"/> approvals or more and no rejection.</param>
/// <param name="Examples">Deployments whose approvals were both quick and without a look, oldest first.</param>
public sealed record ApprovalSignals(int Approvals, int Quick, int Unopened, int Series, IReadOnlyList<DeploymentId> Examples)
{
    public const int LongSeries = 5;

    /// <summary>Nobody reads a change, its risk and its reason in less.</summary>
    public static readonly TimeSpan QuickWithin = TimeSpan.FromMinutes(2);

    private const int MostExamples = 5;

    public static ApprovalSignals None { get; } = new(0, 0, 0, 0, []);

    /// <param name="reviews">Those requested in the week.</param>
    public static ApprovalSignals Of(IReadOnlyCollection<Review> reviews)
    {
        var decisions = reviews
            .SelectMany(review => review.Decisions, (review, decision) => (Review: review, Decision: decision))
            .Where(one => one.Decision.Kind is DecisionKind.Approve or DecisionKind.Reject)
            .ToList();
        var approvals = decisions.FindAll(one => one.Decision.Kind is DecisionKind.Approve);
        var series = decisions
            .SelectMany(one => AuthorsOf(one.Review), (one, author) => (Pair: (author, one.Decision.ReviewerId), one.Decision.Kind))
            .GroupBy(one => one.Pair)
            .Count(pair => pair.All(one => one.Kind is DecisionKind.Approve) && pair.Count() >= LongSeries);
        return new ApprovalSignals(
            approvals.Count,
            approvals.Count(one => IsQuick(one.Review, one.Decision)),
            approvals.Count(one => IsUnopened(one.Review, one.Decision)),
            series,
            [
                .. approvals
                    .Where(one => IsQuick(one.Review, one.Decision) && IsUnopened(one.Review, one.Decision))
                    .OrderBy(one => one.Decision.At)
                    .Select(one => one.Review.Id)
                    .Distinct()
                    .Take(MostExamples),
            ]);
    }

    private static IEnumerable<string> AuthorsOf(Review review) =>
        (review.Assessment?.Participants ?? []).Where(one => one.WroteIt).Select(one => one.Person?.Id ?? one.DisplayName).Distinct();

    private static bool IsQuick(Review review, JudgedDecision decision) =>
        review.FindAsked(decision.ReviewerId) is { } asked && decision.At - asked.AskedAt < QuickWithin;

    private static bool IsUnopened(Review review, JudgedDecision decision) =>
        review.FindAsked(decision.ReviewerId) is { Opened: EvidenceKinds.None };
}
