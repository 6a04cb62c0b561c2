using System.Text.Json;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;

namespace Workflow.Orchestration;

/// <summary>
/// Has a release by break-glass reviewed afterwards: asks, reminds, escalates and tells the authors like any review. No pipeline waits for
/// its outcome, and none is told.
/// </summary>
public static class AfterTheFactReviewOrchestrator
{
    /// <summary>Part of every running instance's history: never rename it.</summary>
    public const string Name = "AfterTheFactReview";

    /// <summary>One instance for each deployment that was released, so that it is reviewed once.</summary>
    public static string InstanceIdOf(DeploymentId deployment) => $"{deployment}~after-the-fact";

    /// <summary>The instance that a review's events go to.</summary>
    public static string InstanceOf(Review review) => review.AfterTheFactOf is { } released ? InstanceIdOf(released) : review.Id.Value;

    public static async Task<ReviewOutcome> RunAsync(IOrchestrationContext context, AfterTheFactInput input)
    {
        var review = new ReviewRound(context, input.Request);
        var outcome = await DecideAsync(review, input.Policy);
        await context.CallActivityAsync(
            ActivityCatalogue.RecordAfterTheFactOutcome, new OutcomeInput(input.Request, outcome), Retries.Outside);
        await (review.AuthorsTold ?? Task.CompletedTask);
        await OutcomeDelivery.UpdateCardsAsync(context, input.Request);
        if (!outcome.IsRelease)
        {
            await BestEffort.TryAsync(context, input.Request.Id, ActivityCatalogue.RaiseAfterTheFactAlarm, input.Request.Id);
        }

        if (review.AuthorsTold is not null)
        {
            await OutcomeDelivery.TellAsync(context, input.Request);
        }

        await review.RefuseLateAsync();
        return outcome;
    }

    private static async Task<ReviewOutcome> DecideAsync(ReviewRound review, PolicyResult policy)
    {
        try
        {
            return await review.RunAsync(policy);
        }
        catch (Exception failure) when (failure is ActivityFailedException or JsonException)
        {
            return ReviewOutcome.Cancelled(
                OutcomeReason.Failed, $"The gate could not finish the review after the fact. {failure.Message}");
        }
    }
}

/// <param name="Request">The request under the id of the review after the fact.</param>
/// <param name="Policy">Who is asked, by the rules under which the break-glass was asked for.</param>
public sealed record AfterTheFactInput(DeploymentRequest Request, PolicyResult Policy);
