using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Core.Reports;

/// <summary>Break-glasses that were asked for in a week, and the reviews after the fact that began in it.</summary>
/// <param name="Used">Released at least one deployment.</param>
/// <param name="NotConfirmed">Expired before a second person confirmed.</param>
/// <param name="Open">Reviews after the fact, of any week, that wait for a decision.</param>
/// <param name="Overdue">Reviews after the fact that ended without a decision.</param>
public sealed record BreakGlassCounts(int Used, int NotConfirmed, int Open, int Overdue, int Approved, int Rejected)
{
    public static BreakGlassCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <param name="asked">Those asked for in the week.</param>
    /// <param name="reviews">Those requested in the week; only reviews after the fact count.</param>
    /// <param name="open">All reviews that have not ended, of any week.</param>
    public static BreakGlassCounts Of(
        IReadOnlyCollection<BreakGlass> asked, IEnumerable<Review> reviews, IEnumerable<Review> open, DateTimeOffset now)
    {
        var outcomes = reviews.Where(review => review.AfterTheFactOf is not null).Select(review => review.Outcome?.Reason).ToList();
        return new BreakGlassCounts(
            asked.Count(one => one.Uses.Count > 0),
            asked.Count(one => one.Confirmed is null && one.StateAt(now) is BreakGlassState.Expired),
            open.Count(review => review.AfterTheFactOf is not null),
            outcomes.Count(reason => reason is not (null or OutcomeReason.Approved or OutcomeReason.Rejected)),
            outcomes.Count(reason => reason is OutcomeReason.Approved),
            outcomes.Count(reason => reason is OutcomeReason.Rejected));
    }
}
