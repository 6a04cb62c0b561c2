using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;

namespace Workflow.Orchestration;

/// <summary>
/// Takes up a callback whose own orchestration cannot go on: tells the pipeline the outcome that is on record, so that it hears
/// nothing else than what the audit trail says.
/// </summary>
public static class UnansweredCallbackOrchestrator
{
    /// <summary>Part of every running instance's history: never rename it.</summary>
    public const string Name = "UnansweredCallback";

    /// <summary>One instance for each deployment, so that it is answered once.</summary>
    public static string InstanceIdOf(DeploymentId deployment) => $"{deployment}~unanswered";

    public static async Task<ReviewResult> RunAsync(IOrchestrationContext context, OutcomeInput input)
    {
        var outcome = input.Outcome.IsRelease ? await ConfirmReleaseAsync(context, input) : input.Outcome;
        return await OutcomeDelivery.DeliverAsync(context, input.Request, outcome);
    }

    /// <summary>Nobody knows how long the release was left lying: it is given only where the head stands as it was approved.</summary>
    private static async Task<ReviewOutcome> ConfirmReleaseAsync(IOrchestrationContext context, OutcomeInput input)
    {
        try
        {
            var head = await context.CallActivityAsync(ActivityCatalogue.RecheckHead, input.Request, Retries.Outside);
            return head.Defect is null ? input.Outcome : ReviewOutcome.Cancelled(OutcomeReason.HeadMoved, head.Defect);
        }
        catch (ActivityFailedException failure)
        {
            return ReviewOutcome.Cancelled(
                OutcomeReason.Failed, $"The gate could not make sure of the release that it had to give again, so it cancels. {failure.Message}");
        }
    }
}
