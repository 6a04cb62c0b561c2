using Workflow.Orchestration.Intake;

namespace Workflow.Orchestration.Scheduled;

/// <summary>Has deployments answered that nobody would answer any more, and measures how many reviews are open and for how long.</summary>
public sealed class ReconcileReviewsJob(AbandonedReviews reviews) : IScheduledJob
{
    public Task RunAsync(CancellationToken cancellationToken) => reviews.SweepAsync(cancellationToken);
}
