using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Ends the open reviews of older requests for the same service and environment.</summary>
public sealed class SupersedeOlderReviewsActivity(IReviewStore reviews, IOrchestrationClient orchestrations)
    : IActivity<DeploymentRequest, Unit>
{
    public async Task<Unit> RunAsync(DeploymentRequest input, CancellationToken cancellationToken)
    {
        await foreach (var review in reviews.ListOpenAsync(cancellationToken))
        {
            if (review.AfterTheFactOf is null && IsOlder(review.Request, input))
            {
                var end = new ReviewEnd(OutcomeReason.Superseded, $"Superseded by the newer request {input.Id}.", input.Id);
                await orchestrations.RaiseEventAsync(review.Id.Value, ReviewEvents.End, end, cancellationToken);
            }
        }

        return Unit.Value;
    }

    private static bool IsOlder(DeploymentRequest other, DeploymentRequest newer) =>
        other.Id != newer.Id
        && other.Service == newer.Service
        && other.Environment == newer.Environment
        && other.Repository == newer.Repository
        && other.RequestedAt < newer.RequestedAt;
}
