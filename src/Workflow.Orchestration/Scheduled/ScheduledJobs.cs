namespace Workflow.Orchestration.Scheduled;

/// <summary>Everything that a host does by the clock.</summary>
public static class ScheduledJobs
{
    /// <summary>Every five minutes.</summary>
    public static readonly ScheduledJob ReconcileReviews = new(nameof(ReconcileReviews), "0 */5 * * * *", typeof(ReconcileReviewsJob));

    /// <summary>Mondays at 06:00.</summary>
    public static readonly ScheduledJob SendWeeklyReport = new(nameof(SendWeeklyReport), "0 0 6 * * 1", typeof(SendWeeklyReportJob));

    /// <summary>Every hour.</summary>
    public static readonly ScheduledJob ExpireFrictionControls =
        new(nameof(ExpireFrictionControls), "0 0 * * * *", typeof(ExpireFrictionControlsJob));

    /// <summary>Every day at 03:30.</summary>
    public static readonly ScheduledJob PurgeEndedReviews = new(nameof(PurgeEndedReviews), "0 30 3 * * *", typeof(PurgeEndedReviewsJob));

    public static IReadOnlyList<ScheduledJob> All { get; } = [ReconcileReviews, SendWeeklyReport, ExpireFrictionControls, PurgeEndedReviews];
}
