namespace Workflow.Core.Reviews;

/// <summary>Which decisions count, and what the counted ones add up to.</summary>
public static class DecisionRules
{
    /// <summary>
    /// Judges one decision against the review as it stands. A repeated delivery of an accepted decision is accepted again, unchanged.
    /// </summary>
    /// <param name="person">The sender as the directory knows them at this moment; null where it does not.</param>
    public static DecisionJudgement Judge(Review review, Decision decision, Person? person)
    {
        if (review.Decisions.FirstOrDefault(known => known.Id == decision.Id) is { } repeated && repeated.ReviewerId == person?.Id)
        {
            return new DecisionJudgement(null, "Your decision is recorded.", repeated);
        }

        if (person is null)
        {
            return Refuse(DecisionRefusal.UnknownPerson, "The directory does not know you, so your decision cannot count.");
        }

        if (review.State is not ReviewState.Waiting)
        {
            var ending = review.Outcome?.Explanation ?? "It no longer waits for a decision.";
            return Refuse(
                DecisionRefusal.ReviewEnded, $"This review has ended. {ending}", review.Outcome is { } known ? [known.Explanation] : []);
        }

        if (review.FindAsked(person.Id) is not { Undeliverable: null } asked)
        {
            return Refuse(DecisionRefusal.NotAsked, "You were not asked to review this deployment; only those who were can decide.");
        }

        if (asked.Delegated is { } handed)
        {
            return Refuse(
                DecisionRefusal.HandedOver, $"You handed this review to {handed.Name}, who decides in your place.", [handed.Name]);
        }

        if (review.Decisions.Any(known => known.ReviewerId == person.Id && known.Kind >= decision.Kind))
        {
            return Refuse(
                DecisionRefusal.AlreadyDecided,
                "You have decided already; while the review waits, an approval can only be turned into a rejection.");
        }

        if (!string.Equals(decision.Head, review.Request.Commits.Head, StringComparison.OrdinalIgnoreCase))
        {
            return Refuse(DecisionRefusal.ContentChanged, "The card shows other content than this deployment has. Open the new card.");
        }

        if (decision.Kind is DecisionKind.Reject && string.IsNullOrWhiteSpace(decision.Comment))
        {
            return Refuse(DecisionRefusal.CommentRequired, "Say in a comment why you reject, so that the author can act on it.");
        }

        var eligibility = review.EligibilityOf(person, asked);
        if (!eligibility.IsEligible)
        {
            return Refuse(
                DecisionRefusal.NotEligible, $"You may not decide this: {string.Join("; ", eligibility.Reasons)}.", eligibility.Reasons);
        }

        var requirement = review.Policy?.Requirement ?? Quorum.Least;
        return decision.Kind is DecisionKind.Approve
            && ApprovalRules.FindDefect(requirement, asked, decision.Ticked, decision.At, decision.SignedInAt) is { } defect
            ? defect
            : new DecisionJudgement(null, "Your decision is recorded.", Count(decision, person, review, requirement));
    }

    /// <summary>
    /// The outcome that accepted decisions add up to, or null while more are needed. One rejection beats every approval, and only
    /// approvals of different people count.
    /// </summary>
    /// <param name="requirement">Null for a single approval.</param>
    public static ReviewOutcome? Conclude(IReadOnlyCollection<JudgedDecision> accepted, ReviewRequirement? requirement)
    {
        if (accepted.FirstOrDefault(decision => decision.Kind is DecisionKind.Reject) is { } rejection)
        {
            return ReviewOutcome.RejectedBy(rejection);
        }

        return Quorum.IsFulfilled(requirement ?? Quorum.Least, accepted)
            ? ReviewOutcome.ApprovedBy([.. accepted.DistinctBy(decision => decision.ReviewerId)])
            : null;
    }

    private static JudgedDecision Count(Decision decision, Person person, Review review, ReviewRequirement requirement) =>
        new(decision.Id, person.Id, person.Name, decision.Kind, Decision.Shorten(decision.Comment), decision.At)
        {
            Roles = person.Roles,
            Team = person.Team,
            IsCodeOwner = review.IsCodeOwner(person),
            SignedInAt = decision.SignedInAt,
            Ticked = requirement.Checklist.Count == 0 ? [] : [.. requirement.Checklist.Intersect(decision.Ticked, StringComparer.Ordinal)],
        };

    private static DecisionJudgement Refuse(DecisionRefusal refusal, string message, IReadOnlyList<string>? items = null) =>
        new(refusal, message, null) { Facts = items is null ? RefusalFacts.None : new RefusalFacts { Items = items } };
}
