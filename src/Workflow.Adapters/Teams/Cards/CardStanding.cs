using Workflow.Core.Reviews;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>Where a review stands, from the view of one of those who were asked.</summary>
/// <param name="Title">The card's heading, a few words.</param>
/// <param name="Explanation">Why, as the review tells it; null where there is nothing to add.</param>
/// <param name="Comment">What the deciding reviewer wrote; null for nothing.</param>
/// <param name="Next">What happens next, or what happened to the deployment; null where the deadline says it.</param>
/// <param name="Style">The Adaptive Card container style.</param>
/// <param name="AsksForDecision">Whether this reader may still decide.</param>
internal sealed record CardStanding(
    string Title, string? Explanation, string? Comment, string? Next, string Style, bool AsksForDecision = false)
{
    /// <summary>The text color that goes with the style; null for the usual one.</summary>
    public string? Color => Style is "emphasis" ? null : $"{char.ToUpperInvariant(Style[0])}{Style[1..]}";

    public static CardStanding Of(Review review, AskedReviewer asked)
    {
        var requirement = review.Policy?.Requirement ?? Quorum.Least;
        var mine = review.Decisions.FirstOrDefault(decision => decision.ReviewerId == asked.Person.Id);
        if (review.State is ReviewState.Waiting && DecisionRules.Conclude(review.Decisions, requirement) is null && review.Outcome is null)
        {
            return mine is null ? Pending(review) : WaitingForOthers(review, mine, requirement);
        }

        // An accepted decision is shown at once; the orchestration fixes the outcome a moment later.
        if ((review.Outcome ?? DecisionRules.Conclude(review.Decisions, requirement)) is not { } outcome)
        {
            return new("Not ready for review", "Facts about the change are still being collected.", null, null, "emphasis");
        }

        var ended = Ended(outcome, mine);
        return review.State is ReviewState.Unreported
            ? ended with { Title = $"Pipeline not told: {Lower(ended.Title)}", Style = "attention", Next = Following(review, outcome) }
            : ended with { Next = Following(review, outcome) };
    }

    private static CardStanding Pending(Review review) => new(
        review.AfterTheFactOf is null ? "Review needed" : "Review after the fact needed",
        review.BreakGlass?.Describe(), null, null, "accent", AsksForDecision: true);

    private static CardStanding WaitingForOthers(Review review, JudgedDecision mine, ReviewRequirement requirement)
    {
        var gap = Quorum.FindGap(requirement, review.Decisions);
        var explanation = gap.IsOfKind ? $"Still missing: {gap}." : null;
        var next = $"{CardText.Count(gap.LeastPeople, "more approval")} needed before the deployment is released.";
        return new("You approved", explanation, mine.Comment, next, "good");
    }

    private static CardStanding Ended(ReviewOutcome outcome, JudgedDecision? mine)
    {
        CardStanding Explained(string title, string style) => new(title, outcome.Explanation, null, null, style);
        return outcome.Reason switch
        {
            OutcomeReason.Approved when mine is not null =>
                new("You approved", outcome.DecidedBy.Count > 1 ? outcome.Explanation : null, outcome.Comment, null, "good"),
            OutcomeReason.Approved => new($"Approved by {Names(outcome)}", null, outcome.Comment, null, "good"),
            OutcomeReason.Rejected when mine is { Kind: DecisionKind.Reject } => new("You rejected", null, mine.Comment, null, "attention"),
            OutcomeReason.Rejected => new($"Rejected by {Names(outcome)}", null, outcome.Comment, null, "attention"),
            OutcomeReason.BreakGlass => Explained("Released by break-glass", "warning"),
            OutcomeReason.ReleasedByPolicy => Explained("Released by the policy", "good"),
            OutcomeReason.BlockedByPolicy => Explained("Blocked by the policy", "attention"),
            OutcomeReason.TimedOut => Explained("Timed out", "warning"),
            OutcomeReason.NoEligibleReviewer => Explained("No eligible reviewer", "warning"),
            OutcomeReason.Withdrawn => Explained("Withdrawn", "emphasis"),
            OutcomeReason.Superseded => Explained("Superseded", "emphasis"),
            OutcomeReason.HeadMoved => Explained("Content changed", "warning"),
            _ => Explained("Could not be completed", "attention"),
        };
    }

    private static string Following(Review review, ReviewOutcome outcome) => review.State switch
    {
        ReviewState.Released => $"The deployment was released{Confirmation(review)}.",
        ReviewState.Cancelled => $"The deployment was cancelled{Confirmation(review)}.",
        ReviewState.Concluded => "The deployment was released by break-glass before.",
        ReviewState.Unreported => "Every attempt to tell the pipeline failed, so it may still be waiting. Look at the run.",
        _ when outcome.IsRelease => "The gate checks the head commit once more and then tells the pipeline.",
        _ => "The deployment is being cancelled.",
    };

    private static string Confirmation(Review review) =>
        review.Receipt is { } receipt ? $"; the pipeline confirmed it on {CardElements.Moment(receipt.At)}" : string.Empty;

    private static string Names(ReviewOutcome outcome) => CardText.Join(outcome.DecidedBy);

    private static string Lower(string title) => $"{char.ToLowerInvariant(title[0])}{title[1..]}";
}
