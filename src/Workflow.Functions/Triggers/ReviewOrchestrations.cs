using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Workflow.Core.Deployments;
using Workflow.Functions.Durable;
using Workflow.Orchestration;

namespace Workflow.Functions.Triggers;

/// <summary>The orchestrators. A name is part of every running instance: a changed course gets a new name, and the old one stays.</summary>
public static class ReviewOrchestrations
{
    [Function(DeploymentReviewOrchestrator.Name)]
    public static Task<ReviewResult> DeploymentReview([OrchestrationTrigger] TaskOrchestrationContext context) =>
        DeploymentReviewOrchestrator.RunAsync(new DurableOrchestrationContext(context), context.GetInput<DeploymentRequest>()!);

    [Function(AbandonedReviewOrchestrator.Name)]
    public static Task<ReviewResult> AbandonedReview([OrchestrationTrigger] TaskOrchestrationContext context) =>
        AbandonedReviewOrchestrator.RunAsync(new DurableOrchestrationContext(context), context.GetInput<DeploymentRequest>()!);
}
