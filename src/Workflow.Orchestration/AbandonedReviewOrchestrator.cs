using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Orchestration;

/// <summary>
/// The answer of last resort: cancels a deployment whose own orchestration cannot go on, for instance because its code was changed
/// under it.
/// </summary>
public static class AbandonedReviewOrchestrator
{
    /// <summary>Part of every running instance's history: never rename it.</summary>
    public const string Name = "AbandonedReview";

    /// <summary>One instance for each deployment, so that it is answered once.</summary>
    public static string InstanceIdOf(DeploymentId deployment) => $"{deployment}~abandoned";

    public static Task<ReviewResult> RunAsync(IOrchestrationContext context, DeploymentRequest request) =>
        OutcomeDelivery.DeliverAsync(
            context,
            request,
            ReviewOutcome.Cancelled(
                OutcomeReason.Failed, "The gate could not go on with this review, so it cancels. Request the deployment again."));
}
