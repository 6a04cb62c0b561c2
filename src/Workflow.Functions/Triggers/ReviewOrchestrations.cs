using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Workflow.Core.Reviews;
using Workflow.Functions.Durable;
using Workflow.Orchestration;
using static Workflow.Orchestration.OrchestratorCatalogue;

namespace Workflow.Functions.Triggers;

/// <summary>One trigger for each entry of <see cref="OrchestratorCatalogue"/>.</summary>
public static class ReviewOrchestrations
{
    [Function(DeploymentReviewOrchestrator.Name)]
    public static Task<ReviewResult> RunDeploymentReview([OrchestrationTrigger] TaskOrchestrationContext context) =>
        RunAsync(DeploymentReview, context);

    [Function(AbandonedReviewOrchestrator.Name)]
    public static Task<ReviewResult> RunAbandonedReview([OrchestrationTrigger] TaskOrchestrationContext context) =>
        RunAsync(AbandonedReview, context);

    [Function(UnansweredCallbackOrchestrator.Name)]
    public static Task<ReviewResult> RunUnansweredCallback([OrchestrationTrigger] TaskOrchestrationContext context) =>
        RunAsync(UnansweredCallback, context);

    [Function(AfterTheFactReviewOrchestrator.Name)]
    public static Task<ReviewOutcome> RunAfterTheFactReview([OrchestrationTrigger] TaskOrchestrationContext context) =>
        RunAsync(AfterTheFactReview, context);

    private static Task<TOutput> RunAsync<TInput, TOutput>(
        OrchestratorDefinition<TInput, TOutput> orchestrator, TaskOrchestrationContext context) =>
        orchestrator.RunAsync(new DurableOrchestrationContext(context), context.GetInput<TInput>()!);
}
