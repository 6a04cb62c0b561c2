using Workflow.Core.Reviews;

namespace Workflow.Core.Reports;

/// <summary>Deployments by how they ended: every one is counted once.</summary>
/// <param name="ReleasedByPolicy">Released without a review, since the policy asked for none.</param>
/// <param name="Undecided">Without an outcome so far.</param>
public sealed record OutcomeCounts(
    int ReleasedByPolicy,
    int Approved,
    int Rejected,
    int BlockedByPolicy,
    int TimedOut,
    int NoEligibleReviewer,
    int WithdrawnOrSuperseded,
    int HeadMoved,
    int Failed,
    int Undecided)
{
    /// <summary>Released by break-glass.</summary>
    public int BreakGlass { get; init; }

    public int Requested =>
        ReleasedByPolicy + Approved + Rejected + BlockedByPolicy + TimedOut + NoEligibleReviewer + WithdrawnOrSuperseded + HeadMoved
        + Failed + Undecided + BreakGlass;

    public int Released => ReleasedByPolicy + Approved + BreakGlass;

    public int Cancelled => Requested - Released - Undecided;

    public static OutcomeCounts Of(IEnumerable<Review> reviews)
    {
        var counts = reviews.CountBy(review => review.Outcome?.Reason.ToString() ?? "").ToDictionary();
        return new OutcomeCounts(
            Count(OutcomeReason.ReleasedByPolicy),
            Count(OutcomeReason.Approved),
            Count(OutcomeReason.Rejected),
            Count(OutcomeReason.BlockedByPolicy),
            Count(OutcomeReason.TimedOut),
            Count(OutcomeReason.NoEligibleReviewer),
            Count(OutcomeReason.Withdrawn) + Count(OutcomeReason.Superseded),
            Count(OutcomeReason.HeadMoved),
            Count(OutcomeReason.Failed),
            counts.GetValueOrDefault(""))
        {
            BreakGlass = Count(OutcomeReason.BreakGlass),
        };

        int Count(OutcomeReason reason) => counts.GetValueOrDefault(reason.ToString());
    }
}
