using Microsoft.Extensions.Logging;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;

namespace Workflow.Orchestration;

/// <summary>Takes one deployment request from its arrival to its answer.</summary>
public static partial class DeploymentReviewOrchestrator
{
    /// <summary>Part of every running instance's history: never rename it.</summary>
    public const string Name = "DeploymentReview";

    public static async Task<ReviewResult> RunAsync(IOrchestrationContext context, DeploymentRequest request)
    {
        var review = new ReviewRound(context, request);
        var outcome = await RecordAsync(context, request, await DecideAsync(context, request, review));

        // The pipeline does not wait for the cards, nor they for it.
        var cards = review.UpdateCardsAsync();
        var receipt = await ReportAsync(context, request, outcome);
        await cards;
        if (receipt is null)
        {
            await review.UpdateCardsAsync();
        }

        await review.RefuseLateDecisionsAsync();
        return new ReviewResult(outcome, receipt);
    }

    private static async Task<ReviewOutcome> DecideAsync(
        IOrchestrationContext context, DeploymentRequest request, ReviewRound review)
    {
        try
        {
            await context.CallActivityAsync(ActivityCatalogue.OpenReview, request, Retries.Outside);
            var policy = await context.CallActivityAsync(ActivityCatalogue.EvaluatePolicy, request, Retries.Outside);
            if (policy.SupersedesOlder)
            {
                await context.CallActivityAsync(ActivityCatalogue.SupersedeOlderReviews, request, Retries.Outside);
            }

            var outcome = policy.Verdict switch
            {
                Verdict.Release => ReviewOutcome.ByPolicy(policy.Reason),
                Verdict.RequireReview => await review.RunAsync(policy),
                _ => ReviewOutcome.Cancelled(OutcomeReason.BlockedByPolicy, policy.Reason),
            };
            return outcome.IsRelease ? await ConfirmReleaseAsync(context, request, review, outcome) : outcome;
        }
        catch (ActivityFailedException failure)
        {
            Log.ActivityFailed(context.CreateReplaySafeLogger(Name), request.Id, failure);
            return ReviewOutcome.Cancelled(
                OutcomeReason.Failed, $"The gate could not finish the review, so it cancels. {failure.Message}");
        }
    }

    /// <summary>What was approved must still be what the pipeline deploys, and nobody may have objected in the meantime.</summary>
    private static async Task<ReviewOutcome> ConfirmReleaseAsync(
        IOrchestrationContext context, DeploymentRequest request, ReviewRound review, ReviewOutcome release)
    {
        var head = await context.CallActivityAsync(ActivityCatalogue.RecheckHead, request, Retries.Outside);
        return head.Defect is null
            ? await review.FindObjectionAsync() ?? release
            : ReviewOutcome.Cancelled(OutcomeReason.HeadMoved, head.Defect);
    }

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
            Log.ActivityFailed(context.CreateReplaySafeLogger(Name), request.Id, failure);
            return outcome.IsRelease
                ? ReviewOutcome.Cancelled(
                    OutcomeReason.Failed, $"A release that cannot be recorded is not given. {failure.Message}")
                : outcome;
        }
    }

    private static async Task<CallbackReceipt?> ReportAsync(
        IOrchestrationContext context, DeploymentRequest request, ReviewOutcome outcome)
    {
        try
        {
            return await context.CallActivityAsync(
                ActivityCatalogue.ReportOutcome, new OutcomeInput(request, outcome), Retries.Callback);
        }
        catch (ActivityFailedException failure)
        {
            Log.CallbackFailed(context.CreateReplaySafeLogger(Name), request.Id, failure);
            var alarm = new CallbackAlarm(request, outcome, failure.ErrorMessage);
            await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.RaiseCallbackAlarm, alarm);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The review of {Deployment} failed and is cancelled")]
        public static partial void ActivityFailed(ILogger logger, DeploymentId deployment, Exception failure);

        [LoggerMessage(2, LogLevel.Critical, "The pipeline of {Deployment} could not be told the outcome")]
        public static partial void CallbackFailed(ILogger logger, DeploymentId deployment, Exception failure);
    }
}

/// <param name="Receipt">The pipeline's confirmation; null where it could not be told.</param>
public sealed record ReviewResult(ReviewOutcome Outcome, CallbackReceipt? Receipt);
