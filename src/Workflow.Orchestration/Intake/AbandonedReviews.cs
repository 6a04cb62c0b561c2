using Microsoft.Extensions.Logging;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Intake;

/// <summary>Finds deployments that nobody would answer any more, and has them answered.</summary>
public sealed partial class AbandonedReviews(
    IReviewStore reviews, IOrchestrationClient orchestrations, TimeProvider clock, ILogger<AbandonedReviews> logger)
{
    /// <summary>Longer than a delivery takes from the record of a review to the start of its orchestration.</summary>
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(1);

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
                await LookAtAsync(review, cancellationToken);
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

    private async Task LookAtAsync(Review review, CancellationToken cancellationToken)
    {
        if (review.AfterTheFactOf is { } released)
        {
            await FollowAsync(review, released, cancellationToken);
            return;
        }

        await AnswerAsync(review.Id, cancellationToken);
        if (review is { State: ReviewState.Waiting, BreakGlass: { Confirmed: not null } confirmed })
        {
            // Whoever took the confirmation may have been stopped before the review heard of it.
            await orchestrations.RaiseEventAsync(review.Id.Value, ReviewEvents.BreakGlass, confirmed, cancellationToken);
        }
    }

    /// <summary>No pipeline waits for a review after the fact: it is begun anew, never answered.</summary>
    private async Task FollowAsync(Review review, DeploymentId released, CancellationToken cancellationToken)
    {
        var instance = AfterTheFactReviewOrchestrator.InstanceIdOf(released);
        if (!await IsFollowedAsync(instance, cancellationToken)
            && await BeginAnewAsync(
                OrchestratorCatalogue.AfterTheFactReview, instance, new(review.Request, review.Policy!), cancellationToken))
        {
            Log.TakenUp(logger, review.Id, "reviewed after the fact");
        }
    }

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
        if (await reviews.FindAsync(id, cancellationToken) is { IsOpen: true, AfterTheFactOf: null } review
            && !await MayBeStartedAsync(review, cancellationToken)
            && await TakeUpAsync(review, cancellationToken))
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

    /// <summary>Whether the delivery that recorded the review may still be about to start it.</summary>
    private async Task<bool> MayBeStartedAsync(Review review, CancellationToken cancellationToken) =>
        review.State is ReviewState.Received
        && review.UpdatedAt > clock.GetUtcNow() - StartTime
        && await orchestrations.GetInstanceAsync(review.Id.Value, cancellationToken) is null;

    private Task<bool> TakeUpAsync(Review review, CancellationToken cancellationToken)
    {
        var (id, request) = (review.Id, review.Request);
        return review.Outcome is { } outcome
            ? BeginAnewAsync(
                OrchestratorCatalogue.UnansweredCallback,
                UnansweredCallbackOrchestrator.InstanceIdOf(id),
                new(request, outcome),
                cancellationToken)
            : BeginAnewAsync(
                OrchestratorCatalogue.AbandonedReview, AbandonedReviewOrchestrator.InstanceIdOf(id), request, cancellationToken);
    }

    /// <summary>Starts an answer; an earlier attempt that failed as well is in its way.</summary>
    private async Task<bool> BeginAnewAsync<TInput, TOutput>(
        OrchestratorDefinition<TInput, TOutput> orchestrator, string instanceId, TInput input, CancellationToken cancellationToken)
    {
        await orchestrations.PurgeInstanceAsync(instanceId, cancellationToken);
        return await orchestrations.ScheduleNewOrchestrationInstanceAsync(orchestrator.Name, instanceId, input, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Error,
            "The orchestration of deployment {Deployment} failed, is gone or was never started; the deployment is {Answer}")]
        public static partial void TakenUp(ILogger logger, DeploymentId deployment, string answer);
    }
}
