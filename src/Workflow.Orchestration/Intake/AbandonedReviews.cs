using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Intake;

/// <summary>Finds deployments that nobody would answer any more, and has them answered.</summary>
public sealed class AbandonedReviews(IReviewStore reviews, IOrchestrationClient orchestrations)
{
    /// <summary>Looks at every open review: at the start of a host, and whenever it may have missed a failure.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await foreach (var review in reviews.ListOpenAsync(cancellationToken))
        {
            await AnswerAsync(review, cancellationToken);
        }
    }

    /// <summary>Looks at one deployment, by its orchestration's instance id.</summary>
    public async Task AnswerAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (DeploymentId.TryParse(instanceId, out var id) && await reviews.FindAsync(id, cancellationToken) is { IsOpen: true } review)
        {
            await AnswerAsync(review, cancellationToken);
        }
    }

    private async Task AnswerAsync(Review review, CancellationToken cancellationToken)
    {
        var instance = await orchestrations.GetInstanceAsync(review.Id.Value, cancellationToken);
        if (instance is null or { RuntimeStatus: OrchestrationRuntimeStatus.Failed })
        {
            await orchestrations.ScheduleNewOrchestrationInstanceAsync(
                AbandonedReviewOrchestrator.Name,
                AbandonedReviewOrchestrator.InstanceIdOf(review.Id),
                review.Request,
                cancellationToken);
        }
    }
}
