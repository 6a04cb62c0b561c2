using Microsoft.Extensions.Logging;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Intake;

/// <summary>Finds deployments that nobody would answer any more, and has them answered.</summary>
public sealed partial class AbandonedReviews(
    IReviewStore reviews, IOrchestrationClient orchestrations, TimeProvider clock, ILogger<AbandonedReviews> logger)
{
    /// <summary>Looks at every open review, at the start of a host and by the clock, and measures how many there are.</summary>
    /// <exception cref="AggregateException">Some could not be looked at; all others were.</exception>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var open = 0;
        var now = clock.GetUtcNow();
        var oldest = now;
        List<Exception> failures = [];
        await foreach (var review in reviews.ListOpenAsync(cancellationToken))
        {
            open++;
            oldest = review.Request.RequestedAt < oldest ? review.Request.RequestedAt : oldest;
            try
            {
                await AnswerAsync(review.Id, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                // One that cannot be looked at keeps nobody else waiting.
                failures.Add(failure);
            }
        }

        GateMetrics.RecordOpenReviews(open, now - oldest);
        if (failures.Count > 0)
        {
            throw new AggregateException($"{failures.Count} of {open} open reviews could not be looked at.", failures);
        }
    }

    /// <summary>Looks at one deployment, by its orchestration's instance id.</summary>
    public Task AnswerAsync(string instanceId, CancellationToken cancellationToken) =>
        DeploymentId.TryParse(instanceId, out var id) ? AnswerAsync(id, cancellationToken) : Task.CompletedTask;

    private async Task AnswerAsync(DeploymentId id, CancellationToken cancellationToken)
    {
        string[] followers = [id.Value, AbandonedReviewOrchestrator.InstanceIdOf(id), UnansweredCallbackOrchestrator.InstanceIdOf(id)];
        foreach (var follower in followers)
        {
            if (await IsFollowedAsync(follower, cancellationToken))
            {
                return;
            }
        }

        // Read only now: until it failed, the orchestration may have recorded an outcome or ended the review.
        if (await reviews.FindAsync(id, cancellationToken) is { IsOpen: true } review && await TakeUpAsync(review, cancellationToken))
        {
            GateMetrics.CountFailedOrchestration();
            Log.TakenUp(logger, id, review.Outcome is null ? "cancelled" : "told its outcome");
        }
    }

    /// <summary>
    /// Whether an orchestration runs, or has come to its end: one that ended and left the review open has told the pipeline for a month,
    /// and only a hand can do more.
    /// </summary>
    private async Task<bool> IsFollowedAsync(string instanceId, CancellationToken cancellationToken) =>
        await orchestrations.GetInstanceAsync(instanceId, cancellationToken) is { RuntimeStatus: not OrchestrationRuntimeStatus.Failed };

    private async Task<bool> TakeUpAsync(Review review, CancellationToken cancellationToken)
    {
        var (request, outcome) = (review.Request, review.Outcome);
        var instanceId = outcome is null
            ? AbandonedReviewOrchestrator.InstanceIdOf(review.Id)
            : UnansweredCallbackOrchestrator.InstanceIdOf(review.Id);

        // An earlier attempt that failed as well is in the way of the next one.
        await orchestrations.PurgeInstanceAsync(instanceId, cancellationToken);
        return outcome is null
            ? await orchestrations.ScheduleNewOrchestrationInstanceAsync(
                OrchestratorCatalogue.AbandonedReview.Name, instanceId, request, cancellationToken)
            : await orchestrations.ScheduleNewOrchestrationInstanceAsync(
                OrchestratorCatalogue.UnansweredCallback.Name, instanceId, new OutcomeInput(request, outcome), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The orchestration of deployment {Deployment} failed or is gone; the deployment is {Answer}")]
        public static partial void TakenUp(ILogger logger, DeploymentId deployment, string answer);
    }
}
