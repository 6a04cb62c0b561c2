using Workflow.Core.Deployments;
using Workflow.Orchestration.Activities;

namespace Workflow.Orchestration;

/// <summary>For what a review can go on without: a reminder, a mail, an updated card. A failure is recorded, never hidden.</summary>
internal static class BestEffort
{
    /// <returns>The activity's result, or null where it failed for good.</returns>
    public static async Task<TOutput?> TryAsync<TInput, TOutput>(
        IOrchestrationContext context, DeploymentId deployment, ActivityDefinition<TInput, TOutput> activity, TInput input)
        where TOutput : class
    {
        try
        {
            return await context.CallActivityAsync(activity, input, Retries.Outside);
        }
        catch (ActivityFailedException failure)
        {
            await RecordAsync(context, new ActivityFailure(deployment, activity.Name, failure.ErrorMessage));
            return null;
        }
    }

    public static async Task RecordAsync(IOrchestrationContext context, ActivityFailure failure)
    {
        try
        {
            await context.CallActivityAsync(ActivityCatalogue.RecordFailure, failure, Retries.Outside);
        }
        catch (ActivityFailedException)
        {
            // The engine's own history keeps both failures; nothing is left that could record them elsewhere.
        }
    }
}
