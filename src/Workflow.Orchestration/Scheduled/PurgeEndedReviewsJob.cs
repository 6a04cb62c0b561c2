using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Scheduled;

/// <summary>
/// Removes the histories of orchestrations that ended long ago and whose reviews have ended, and the documents that came with their
/// requests. Without a review on record, a history stays: it is all that shows that the deployment was asked for.
/// </summary>
public sealed partial class PurgeEndedReviewsJob(
    IOrchestrationClient orchestrations,
    IReviewStore reviews,
    IDocumentStore documents,
    IOptions<RetentionOptions> options,
    TimeProvider clock,
    ILogger<PurgeEndedReviewsJob> logger) : IScheduledJob
{
    private static readonly OrchestrationRuntimeStatus[] Ended = [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(options.Value.Histories);
        var purged = 0;
        await foreach (var instance in orchestrations.GetAllInstancesAsync(new(Ended, before), cancellationToken))
        {
            // An ended instance was last updated when it ended.
            if (instance.LastUpdatedAt < before && await FindEndedReviewAsync(instance.InstanceId, cancellationToken) is { } review)
            {
                // Documents first: a history that is still there brings the job back to those that a stop left behind.
                await documents.RemoveAsync(review, cancellationToken);
                purged += await orchestrations.PurgeInstanceAsync(instance.InstanceId, cancellationToken) ? 1 : 0;
            }
        }

        Log.Purged(logger, purged, options.Value.Histories);
    }

    private async Task<DeploymentId?> FindEndedReviewAsync(string instanceId, CancellationToken cancellationToken) =>
        DeploymentId.TryParse(instanceId.Split('~')[0], out var id)
        && await reviews.FindAsync(id, cancellationToken) is { IsOpen: false }
            ? id
            : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Purged} histories were purged that ended more than {Days} days ago")]
        public static partial void Purged(ILogger logger, int purged, int days);
    }
}
