using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Core.Reports;

/// <summary>What the operations meeting reads about the deployments that were requested in a week, and about all that is open.</summary>
/// <param name="At">When it was made: everything stands as of then.</param>
/// <param name="Escalations">Steps of the ladder that began after the first, in all reviews of the week.</param>
/// <param name="Reminders">Reminders sent in all reviews of the week.</param>
/// <param name="Open">Reviews of any week that have not ended, oldest first.</param>
public sealed record WeeklyReport(
    IsoWeek Week,
    DateTimeOffset At,
    OutcomeCounts Outcomes,
    ProvenanceCounts Provenance,
    DecisionTimes DecisionTimes,
    int Escalations,
    int Reminders,
    IReadOnlyList<ServiceLoad> Services,
    IReadOnlyList<ReviewerLoad> Reviewers,
    IReadOnlyList<OpenReview> Open)
{
    public BreakGlassCounts BreakGlasses { get; init; } = BreakGlassCounts.None;

    /// <summary>Friction controls that were in force in the week.</summary>
    public IReadOnlyList<FrictionLoad> FrictionControls { get; init; } = [];

    /// <summary>Signs that approvals were given without a look.</summary>
    public ApprovalSignals Signals { get; init; } = ApprovalSignals.None;

    /// <summary>How many pipelines could not be told their outcome and may still wait.</summary>
    public int Unreported => Open.Count(review => review.State is ReviewState.Unreported);

    /// <param name="reviews">Those requested in the week; others are left out.</param>
    /// <param name="open">All that have not ended, of any week.</param>
    /// <param name="breakGlasses">Those asked for in the week.</param>
    /// <param name="controls">All friction controls on record.</param>
    public static WeeklyReport Of(
        IsoWeek week,
        IEnumerable<ReportedReview> reviews,
        IEnumerable<Review> open,
        DateTimeOffset now,
        IReadOnlyCollection<BreakGlass>? breakGlasses = null,
        IEnumerable<FrictionControl>? controls = null)
    {
        var ofTheWeek = reviews.Where(one => IsoWeek.Of(one.Review.Request.RequestedAt) == week).ToList();
        var afterTheFact = ofTheWeek.Select(one => one.Review).Where(review => review.AfterTheFactOf is not null);
        var reported = ofTheWeek.FindAll(one => one.Review.AfterTheFactOf is null);
        var still = open.ToList();
        var requested = reported.ConvertAll(one => one.Review);
        return new WeeklyReport(
            week,
            now,
            OutcomeCounts.Of(requested),
            ProvenanceCounts.Of(requested),
            DecisionTimes.Of(requested),
            reported.Sum(one => one.Escalations),
            reported.Sum(one => one.Reminders),
            ServiceLoad.Of(requested),
            ReviewerLoad.Of(requested),
            OpenReview.Of(still, now))
        {
            BreakGlasses = BreakGlassCounts.Of(breakGlasses ?? [], afterTheFact, still, now),
            Signals = ApprovalSignals.Of(requested),
            FrictionControls = FrictionLoad.Of(week, controls ?? [], requested, now),
        };
    }
}
