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

    /// <summary>
    /// Nobody knows how long the release was left lying: it is given only where the head stands as it was approved, and where no friction
    /// control asks for more than was. Its review has ended and cannot go on.
    /// </summary>
    private static async Task<ReviewOutcome> ConfirmReleaseAsync(IOrchestrationContext context, OutcomeInput input)
    {
        try
        {
            var head = await context.CallActivityAsync(ActivityCatalogue.RecheckHead, input.Request, Retries.Outside);
            return head.Defect is not null ? ReviewOutcome.Cancelled(OutcomeReason.HeadMoved, head.Defect)
                : head.Raised is { } raised && input.Outcome.Reason is (OutcomeReason.Approved or OutcomeReason.ReleasedByPolicy)
                ? ReviewOutcome.Cancelled(OutcomeReason.BlockedByPolicy, $"{raised.Reason} Request the deployment again.")
                : input.Outcome;
        }
        catch (ActivityFailedException failure)
        {
            return ReviewOutcome.Cancelled(
                OutcomeReason.Failed,
                $"The gate could not make sure of the release that it had to give again, so it cancels. {failure.Message}");
        }
    }
}
