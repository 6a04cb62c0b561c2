using Workflow.Core.Reviews;

namespace Workflow.Core.Reports;

/// <summary>How long deployments waited from their request to the decision that ended the review, by reviewers who decided.</summary>
/// <param name="Count">How many were approved or rejected.</param>
/// <param name="Median">By nearest rank, a time that one of them waited; null where there are none.</param>
/// <param name="Percentile90">The same: nine of ten waited no longer.</param>
public sealed record DecisionTimes(int Count, TimeSpan? Median, TimeSpan? Percentile90)
{
    public static DecisionTimes Of(IEnumerable<Review> reviews)
    {
        var waits = reviews.Select(WaitOf).OfType<TimeSpan>().Order().ToList();
        return new DecisionTimes(waits.Count, NearestRank(waits, 50), NearestRank(waits, 90));
    }

    /// <summary>A decision that was counted but did not end the review, such as the first of two approvals, is none.</summary>
    private static TimeSpan? WaitOf(Review review)
    {
        if (review.Outcome is not { Reason: OutcomeReason.Approved or OutcomeReason.Rejected })
        {
            return null;
        }

        var kind = review.Outcome.Reason is OutcomeReason.Approved ? DecisionKind.Approve : DecisionKind.Reject;
        var decisions = review.Decisions.Where(decision => decision.Kind == kind).ToList();
        if (decisions.Count == 0)
        {
            return null;
        }

        // The last approval completes the quorum; the first rejection ends the review.
        var at = kind is DecisionKind.Approve ? decisions.Max(decision => decision.At) : decisions.Min(decision => decision.At);
        var wait = at - review.Request.RequestedAt;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static TimeSpan? NearestRank(List<TimeSpan> ordered, int percent) =>
        ordered.Count == 0 ? null : ordered[((ordered.Count * percent) + 99) / 100 - 1];
}
