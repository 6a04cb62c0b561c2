namespace Workflow.Core.Reviews;

/// <summary>What a reviewer must have done before an approval is taken. Rejections need none of it.</summary>
public static class ApprovalRules
{
    /// <summary>By how much the directory's clock may be ahead of the gate's.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <param name="ticked">Items of the checklist that the reviewer ticked.</param>
    /// <param name="at">When they approved.</param>
    /// <param name="signedInAt">When they had signed in; null where nothing proves it.</param>
    /// <returns>The refusal, with what is still to be done; null where nothing is.</returns>
    public static DecisionJudgement? FindDefect(
        ReviewRequirement requirement, AskedReviewer asked, IReadOnlyList<string> ticked, DateTimeOffset at, DateTimeOffset? signedInAt)
    {
        if (!IsFresh(requirement, at, signedInAt))
        {
            return Refuse(
                DecisionRefusal.SignInRequired,
                $"The policy asks for a sign-in that is at most {requirement.FreshSignIn.TotalMinutes:0.#} min old when you approve, "
                + "as proof that it is you. Sign in on the decision page and approve there. A rejection needs no such sign-in.",
                new RefusalFacts { Reading = requirement.FreshSignIn });
        }

        if (EarliestApproval(requirement, asked) is { } earliest && at < earliest)
        {
            return Refuse(
                DecisionRefusal.TooEarly,
                $"The policy gives the change {Math.Ceiling(requirement.MinimumReading.TotalMinutes):0} min to be read: "
                + $"an approval is taken from {earliest.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC on. A rejection is taken at once.",
                new RefusalFacts { Reading = requirement.MinimumReading, TakenFrom = earliest });
        }

        string[] open = [.. requirement.Checklist.Except(ticked, StringComparer.Ordinal)];
        if (open.Length > 0)
        {
            return Refuse(
                DecisionRefusal.ChecklistIncomplete,
                $"Tick what you have checked before you approve: {Quote(open)} not ticked yet.",
                new RefusalFacts { Items = open });
        }

        var unread = requirement.Evidence & ~asked.Opened;
        return unread is EvidenceKinds.None
            ? null
            : Refuse(
                DecisionRefusal.EvidenceNotOpened,
                $"Open the {Name(unread)} before you approve: the policy asks for it.",
                new RefusalFacts { Unopened = unread });
    }

    /// <summary>Whether a sign-in is as fresh as an approval needs it.</summary>
    /// <param name="at">When they approve.</param>
    /// <param name="signedInAt">Null where nothing proves a sign-in.</param>
    public static bool IsFresh(ReviewRequirement requirement, DateTimeOffset at, DateTimeOffset? signedInAt) =>
        requirement.FreshSignIn == TimeSpan.Zero
        || (signedInAt is { } moment && at - moment <= requirement.FreshSignIn && moment - at <= ClockSkew);

    /// <summary>From when on an approval of somebody is taken; null for at once.</summary>
    public static DateTimeOffset? EarliestApproval(ReviewRequirement requirement, AskedReviewer asked) =>
        requirement.MinimumReading > TimeSpan.Zero ? asked.AskedAt + requirement.MinimumReading : null;

    /// <summary>The kinds of evidence one by one.</summary>
    public static IReadOnlyList<EvidenceKinds> Split(EvidenceKinds kinds) =>
        [.. Enum.GetValues<EvidenceKinds>().Where(kind => kind is not EvidenceKinds.None && kinds.HasFlag(kind))];

    /// <summary>
    /// The review with those approvals only that fulfil what its policy asks of each person: it may have been raised since.
    /// </summary>
    public static Review KeepCounting(Review review) => review with
    {
        Decisions = [.. review.Decisions.Where(one => one.Kind is DecisionKind.Reject || Counts(review, one))],
    };

    private static bool Counts(Review review, JudgedDecision approval) =>
        review.FindAsked(approval.ReviewerId) is { } asked
        && review.EligibilityOf(asked.Person, asked).IsEligible
        && FindDefect(review.Policy?.Requirement ?? Quorum.Least, asked, approval.Ticked, approval.At, approval.SignedInAt) is null;

    private static string Name(EvidenceKinds kinds) => string.Join(" and the ", Split(kinds).Select(Words.Of));

    private static string Quote(string[] items) =>
        $"{string.Join(", ", items.Select(item => $"'{item}'"))} {(items.Length == 1 ? "is" : "are")}";

    private static DecisionJudgement Refuse(DecisionRefusal refusal, string message, RefusalFacts facts) =>
        new(refusal, message, null) { Facts = facts };
}
