using Microsoft.Extensions.Logging;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;

namespace Workflow.Orchestration;

/// <summary>The last part of every orchestration: record the outcome, tell the pipeline until it confirms, show it on every card.</summary>
internal static partial class OutcomeDelivery
{
    /// <summary>How long a pipeline is told, from the first failure on. GitHub holds a deployment for 30 days at most.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(30);

    private static readonly TimeSpan BetweenRounds = TimeSpan.FromHours(1);

    /// <param name="authorsTold">
    /// Completes when those who made the change have their cards, and so are to hear how it ends; null where they have none.
    /// </param>
    public static async Task<ReviewResult> DeliverAsync(
        IOrchestrationContext context, DeploymentRequest request, ReviewOutcome decided, Task? authorsTold = null)
    {
        var outcome = await RecordAsync(context, request, decided);

        // The pipeline does not wait for the cards, nor they for it.
        var cards = UpdateCardsAsync(context, request);
        var receipt = await ReportAsync(context, request, outcome);
        await cards;
        await (authorsTold ?? Task.CompletedTask);
        await UpdateCardsAsync(context, request);
        if (authorsTold is not null)
        {
            await TellAsync(context, request);
        }

        return new ReviewResult(outcome, receipt);
    }

    /// <summary>Tells those who made the change, and everybody who was mailed, how the review ended.</summary>
    public static async Task TellAsync(IOrchestrationContext context, DeploymentRequest request)
    {
        await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.AnnounceNews, new AnnounceNewsInput(request.Id, null));
        await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.MailOutcome, request.Id);
    }

    public static Task UpdateCardsAsync(IOrchestrationContext context, DeploymentRequest request) =>
        BestEffort.TryAsync(context, request.Id, ActivityCatalogue.UpdateApprovalCards, request.Id);

    private static async Task<ReviewOutcome> RecordAsync(
        IOrchestrationContext context, DeploymentRequest request, ReviewOutcome outcome)
    {
        try
        {
            await context.CallActivityAsync(ActivityCatalogue.RecordOutcome, new OutcomeInput(request, outcome), Retries.Outside);
            return outcome;
        }
        catch (ActivityFailedException failure)
        {
            await BestEffort.RecordAsync(context, new ActivityFailure(request.Id, failure.ActivityName, failure.ErrorMessage));
            return outcome.IsRelease
                ? ReviewOutcome.Cancelled(
                    OutcomeReason.Failed, $"A release that cannot be recorded is not given. {failure.Message}")
                : outcome;
        }
    }

    /// <summary>
    /// Raises the alarm when the first round of attempts is used up, and goes on: a pipeline without an answer waits for ever.
    /// </summary>
    private static async Task<CallbackReceipt?> ReportAsync(
        IOrchestrationContext context, DeploymentRequest request, ReviewOutcome outcome)
    {
        var retries = Retries.Callback;
        DateTimeOffset? giveUpAt = null;
        while (giveUpAt is null || context.CurrentUtcDateTime < giveUpAt)
        {
            try
            {
                return await context.CallActivityAsync(ActivityCatalogue.ReportOutcome, new OutcomeInput(request, outcome), retries);
            }
            catch (ActivityFailedException failure)
            {
                if (giveUpAt is null)
                {
                    Log.CallbackFailed(context.CreateReplaySafeLogger(DeploymentReviewOrchestrator.Name), request.Id, failure);
                    var alarm = new CallbackAlarm(request, outcome, failure.ErrorMessage);
                    await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.RaiseCallbackAlarm, alarm);
                    await UpdateCardsAsync(context, request);
                    giveUpAt = context.CurrentUtcDateTime + GiveUpAfter;
                }

                retries = Retries.Once;
                await context.CreateTimer(context.CurrentUtcDateTime + BetweenRounds, CancellationToken.None);
            }
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "The pipeline of {Deployment} could not be told the outcome yet")]
        public static partial void CallbackFailed(ILogger logger, DeploymentId deployment, Exception failure);
    }
}

/// <param name="Receipt">The pipeline's confirmation; null where it could not be told.</param>
public sealed record ReviewResult(ReviewOutcome Outcome, CallbackReceipt? Receipt);
