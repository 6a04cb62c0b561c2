using Workflow.Core.Reviews;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>Where a review stands, from the view of one of those who were asked.</summary>
/// <param name="Title">The card's heading, a few words.</param>
/// <param name="Explanation">Why, as the review tells it; null where there is nothing to add.</param>
/// <param name="Next">What happens next, or what happened to the deployment; null where the deadline says it.</param>
/// <param name="Style">The Adaptive Card container style.</param>
/// <param name="AsksForDecision">Whether this reader may still decide.</param>
internal sealed record CardStanding(string Title, string? Explanation, string? Next, string Style, bool AsksForDecision = false)
{
    /// <summary>The text color that goes with the style; null for the usual one.</summary>
    public string? Color => Style is "emphasis" ? null : $"{char.ToUpperInvariant(Style[0])}{Style[1..]}";

    public static CardStanding Of(Review review, AskedReviewer asked)
    {
        var approvalsNeeded = review.Policy?.Requirement?.Approvals ?? 1;
        var mine = review.Decisions.FirstOrDefault(decision => decision.ReviewerId == asked.Person.Id);
        if (review.State is ReviewState.Waiting && DecisionRules.Conclude(review.Decisions, approvalsNeeded) is null && review.Outcome is null)
        {
            return mine is null ? Pending() : WaitingForOthers(review, approvalsNeeded);
        }

        // An accepted decision is shown at once; the orchestration fixes the outcome a moment later.
        if ((review.Outcome ?? DecisionRules.Conclude(review.Decisions, approvalsNeeded)) is not { } outcome)
        {
            return new("Not ready for review", "Facts about the change are still being collected.", null, "emphasis");
        }

        var ended = Ended(outcome, mine);
        return review.State is ReviewState.Unreported
            ? ended with { Title = $"Pipeline not told: {Lower(ended.Title)}", Style = "attention", Next = Following(review, outcome) }
            : ended with { Next = Following(review, outcome) };
    }

    private static CardStanding Pending() => new("Review needed", null, null, "accent", AsksForDecision: true);

    private static CardStanding WaitingForOthers(Review review, int approvalsNeeded)
    {
        var missing = approvalsNeeded - review.Decisions.DistinctBy(decision => decision.ReviewerId).Count();
        return new("You approved", null, $"{CardText.Count(missing, "more approval")} needed before the deployment is released.", "good");
    }

    private static CardStanding Ended(ReviewOutcome outcome, JudgedDecision? mine) => outcome.Reason switch
    {
        OutcomeReason.Approved when mine is not null =>
            new("You approved", outcome.DecidedBy.Count > 1 ? outcome.Explanation : null, null, "good"),
        OutcomeReason.Approved => new($"Approved by {Names(outcome)}", null, null, "good"),
        OutcomeReason.Rejected when mine is { Kind: DecisionKind.Reject } => new("You rejected", mine.Comment, null, "attention"),
        OutcomeReason.Rejected => new($"Rejected by {Names(outcome)}", outcome.Comment, null, "attention"),
        OutcomeReason.ReleasedByPolicy => new("Released by the policy", outcome.Explanation, null, "good"),
        OutcomeReason.BlockedByPolicy => new("Blocked by the policy", outcome.Explanation, null, "attention"),
        OutcomeReason.TimedOut => new("Timed out", outcome.Explanation, null, "warning"),
        OutcomeReason.NoEligibleReviewer => new("No eligible reviewer", outcome.Explanation, null, "warning"),
        OutcomeReason.Withdrawn => new("Withdrawn", outcome.Explanation, null, "emphasis"),
        OutcomeReason.Superseded => new("Superseded", outcome.Explanation, null, "emphasis"),
        OutcomeReason.HeadMoved => new("Content changed", outcome.Explanation, null, "warning"),
        _ => new("Could not be completed", outcome.Explanation, null, "attention"),
    };

    private static string Following(Review review, ReviewOutcome outcome) => review.State switch
    {
        ReviewState.Released => "The deployment is released.",
        ReviewState.Cancelled => "The deployment is cancelled.",
        ReviewState.Unreported => "Every attempt to tell the pipeline failed, so it may still be waiting. Look at the run.",
        _ when outcome.IsRelease => "The gate checks the head commit once more and then tells the pipeline.",
        _ => "The deployment is being cancelled.",
    };

    private static string Names(ReviewOutcome outcome) => CardText.Join(outcome.DecidedBy);

    private static string Lower(string title) => $"{char.ToLowerInvariant(title[0])}{title[1..]}";
}
