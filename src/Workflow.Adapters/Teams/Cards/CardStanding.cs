using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>Where a review stands, from the view of somebody who reads a card about it.</summary>
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

    public static CardStanding Of(Review review, AskedReviewer asked, CardTexts texts)
    {
        var mine = review.Decisions.FirstOrDefault(decision => decision.ReviewerId == asked.Person.Id);
        if (!Waits(review))
        {
            return Ended(review, mine, texts);
        }

        return asked.Delegated is { } handed ? new(texts.HandedTo(handed.Name), null, null, texts.NothingMoreToDo, "emphasis")
            : mine is null ? Pending(review, asked, texts)
            : WaitingForOthers(review, mine, review.Policy?.Requirement ?? Quorum.Least, texts);
    }

    /// <summary>As those who made the change see it.</summary>
    public static CardStanding OfAuthor(Review review, CardTexts texts) => !Waits(review) ? Ended(review, null, texts)
        : new(
            review.AfterTheFactOf is null ? texts.AuthorTitle : texts.AuthorTitleAfterTheFact,
            review.BreakGlass is { } known ? Plea(known, texts) : null,
            null,
            null,
            "accent");

    /// <summary>As those see it to whom a channel offers the review.</summary>
    public static CardStanding OfOffer(Review review, CardTexts texts) => !Waits(review) ? Ended(review, null, texts)
        : new(
            texts.OfferTitle,
            null,
            null,
            review.Deadline is { } deadline ? texts.DecideBy(texts.Moment(deadline)) : null,
            "accent");

    /// <summary>Whether anybody's decision is still needed.</summary>
    public static bool Waits(Review review) => review.State is ReviewState.Waiting && review.Outcome is null
        && DecisionRules.Conclude(review.Decisions, review.Policy?.Requirement ?? Quorum.Least) is null;

    private static CardStanding Ended(Review review, JudgedDecision? mine, CardTexts texts)
    {
        // An accepted decision is shown at once; the orchestration fixes the outcome a moment later.
        if ((review.Outcome ?? DecisionRules.Conclude(review.Decisions, review.Policy?.Requirement ?? Quorum.Least)) is not { } outcome)
        {
            return new(texts.NotReady, texts.NotReadyBecause, null, null, "emphasis");
        }

        var ended = Ended(review, outcome, mine, texts);
        var next = Following(review, outcome, texts);
        return review.State is ReviewState.Unreported
            ? ended with { Title = texts.PipelineNotTold(texts.InSentence(ended.Title)), Style = "attention", Next = next }
            : ended with { Next = next };
    }

    private static CardStanding Pending(Review review, AskedReviewer asked, CardTexts texts)
    {
        var isEscalated = review.Step is { } step && step != asked.Step && review.Asked.Any(one => one.Step == step);
        var title = review.AfterTheFactOf is not null ? texts.ReviewAfterTheFactNeeded
            : isEscalated ? texts.EscalatedTitle
            : asked.RemindedAt is not null ? texts.ReminderTitle
            : texts.ReviewNeeded;
        var explanation = review.BreakGlass is { } known ? Plea(known, texts)
            : asked.DelegatedBy is { } from ? texts.HandedBy(from)
            : null;
        var style = isEscalated || asked.RemindedAt is not null ? "warning" : "accent";
        return new(title, explanation, null, null, style, AsksForDecision: true);
    }

    private static CardStanding WaitingForOthers(Review review, JudgedDecision mine, ReviewRequirement requirement, CardTexts texts)
    {
        var gap = Quorum.FindGap(requirement, review.Decisions);
        var explanation = gap.IsOfKind ? texts.StillMissing(QuorumTexts.Of(texts, gap)) : null;
        var next = texts.NeededBeforeRelease(texts.MoreApprovals(gap.LeastPeople));
        return new(texts.YouApproved, explanation, mine.Comment, next, "good");
    }

    private static CardStanding Ended(Review review, ReviewOutcome outcome, JudgedDecision? mine, CardTexts texts)
    {
        CardStanding Explained(string title, string style) => new(title, OutcomeTexts.Explain(texts, review, outcome), null, null, style);
        var names = texts.Join(outcome.DecidedBy);
        return outcome.Reason switch
        {
            OutcomeReason.Approved when mine is not null =>
                new(texts.YouApproved, outcome.DecidedBy.Count > 1 ? texts.ApprovedByAll(names) : null, outcome.Comment, null, "good"),
            OutcomeReason.Approved => new(texts.ApprovedBy(names), null, outcome.Comment, null, "good"),
            OutcomeReason.Rejected when mine is { Kind: DecisionKind.Reject } =>
                new(texts.YouRejected, null, mine.Comment, null, "attention"),
            OutcomeReason.Rejected => new(texts.RejectedBy(names), null, outcome.Comment, null, "attention"),
            OutcomeReason.BreakGlass => Explained(texts.ReleasedByBreakGlass, "warning"),
            OutcomeReason.ReleasedByPolicy => Explained(texts.ReleasedByPolicy, "good"),
            OutcomeReason.BlockedByPolicy => Explained(texts.BlockedByPolicy, "attention"),
            OutcomeReason.TimedOut => Explained(texts.TimedOut, "warning"),
            OutcomeReason.NoEligibleReviewer => Explained(texts.NoEligibleReviewer, "warning"),
            OutcomeReason.Withdrawn => Explained(texts.Withdrawn, "emphasis"),
            OutcomeReason.Superseded => Explained(texts.Superseded, "emphasis"),
            OutcomeReason.HeadMoved => Explained(texts.ContentChanged, "warning"),
            _ => Explained(texts.NotCompleted, "attention"),
        };
    }

    private static string Following(Review review, ReviewOutcome outcome, CardTexts texts) => review.State switch
    {
        ReviewState.Released when review.Receipt is { } receipt => texts.ReleasedAndConfirmed(texts.Moment(receipt.At)),
        ReviewState.Released => texts.Released,
        ReviewState.Cancelled when review.Receipt is { } receipt => texts.CancelledAndConfirmed(texts.Moment(receipt.At)),
        ReviewState.Cancelled => texts.Cancelled,
        ReviewState.Concluded => texts.ReleasedBefore,
        ReviewState.Unreported => texts.EveryAttemptFailed,
        _ when outcome.IsRelease => texts.BeingReleased,
        _ => texts.BeingCancelled,
    };

    private static string Plea(BreakGlass known, CardTexts texts)
    {
        var (asker, reason, incident) = (known.Asked.Person.Name, known.Asked.Reason, known.Asked.Incident);
        return known.Confirmed is { } by
            ? texts.BreakGlassConfirmed(asker, by.Person.Name, reason, incident)
            : texts.BreakGlassUnconfirmed(asker, reason, incident);
    }
}
