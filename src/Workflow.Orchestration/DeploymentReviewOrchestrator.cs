using System.Text.Json;
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
        var outcome = await DecideAsync(context, request, review);
        var result = await OutcomeDelivery.DeliverAsync(context, request, outcome, review.AuthorsTold);
        await review.RefuseLateAsync();
        return result;
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
                Verdict.Release when policy.BreakGlass is { } known => ReviewOutcome.ByBreakGlass(known),
                Verdict.Release => ReviewOutcome.ByPolicy(policy.Reason),
                Verdict.RequireReview => await review.RunAsync(policy),
                _ => ReviewOutcome.Cancelled(OutcomeReason.BlockedByPolicy, policy.Reason),
            };
            return outcome.IsRelease ? await ConfirmReleaseAsync(context, request, review, outcome) : outcome;
        }
        catch (Exception failure) when (failure is ActivityFailedException or JsonException)
        {
            Log.ActivityFailed(context.CreateReplaySafeLogger(Name), request.Id, failure);
            return ReviewOutcome.Cancelled(
                OutcomeReason.Failed, $"The gate could not finish the review, so it cancels. {failure.Message}");
        }
    }

    /// <summary>
    /// What was approved must still be what the pipeline deploys, nobody may have objected in the meantime, and friction controls that
    /// began meanwhile, or a policy that answers approvals without a look, have to be satisfied too.
    /// </summary>
    private static async Task<ReviewOutcome> ConfirmReleaseAsync(
        IOrchestrationContext context, DeploymentRequest request, ReviewRound review, ReviewOutcome decided)
    {
        var outcome = decided;
        while (outcome.IsRelease)
        {
            var head = await context.CallActivityAsync(ActivityCatalogue.RecheckHead, request, Retries.Outside);
            if (head.Defect is not null)
            {
                return ReviewOutcome.Cancelled(OutcomeReason.HeadMoved, head.Defect);
            }

            if (await review.FindObjectionAsync() is { } objection)
            {
                return objection;
            }

            if (head.Raised is not { } raised || outcome.Reason is not (OutcomeReason.Approved or OutcomeReason.ReleasedByPolicy))
            {
                return outcome.Reason is OutcomeReason.BreakGlass ? await BreakGlassAsync(context, request) : outcome;
            }

            if (head.Impossible is { } impossible)
            {
                return ReviewOutcome.Cancelled(OutcomeReason.BlockedByPolicy, impossible);
            }

            var raise = new RaiseFrictionInput(request.Id, raised) { Cause = head.Cause };
            var counted = await context.CallActivityAsync(ActivityCatalogue.RaiseFriction, raise, Retries.Outside);
            await OutcomeDelivery.UpdateCardsAsync(context, request);
            outcome = await review.ContinueAsync(counted);
        }

        return outcome;
    }

    /// <summary>
    /// What the record says of the break-glass counts, and the review after the fact is open before the release is given.
    /// </summary>
    private static async Task<ReviewOutcome> BreakGlassAsync(IOrchestrationContext context, DeploymentRequest request)
    {
        var usage = await context.CallActivityAsync(ActivityCatalogue.UseBreakGlass, request, Retries.Outside);
        if (usage.BreakGlass is not { } known)
        {
            return ReviewOutcome.Cancelled(OutcomeReason.BlockedByPolicy, $"{usage.Defect} Request the deployment again.");
        }

        await context.CallActivityAsync(
            ActivityCatalogue.StartAfterTheFactReview, new BreakGlassReleaseInput(request, known), Retries.Outside);
        await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.AnnounceBreakGlass, request.Id);
        return ReviewOutcome.ByBreakGlass(known);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The review of {Deployment} failed and is cancelled")]
        public static partial void ActivityFailed(ILogger logger, DeploymentId deployment, Exception failure);
    }
}
