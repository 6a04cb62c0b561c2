namespace Workflow.Core.Reviews;

/// <summary>
/// Signs that an approval was given without a look. They are about how reviewing goes - too many reviews, too little time, evidence that
/// nobody needs - and are no verdict on who gave it.
/// </summary>
[Flags]
public enum ApprovalSigns
{
    None = 0,

    /// <summary>Given within <see cref="SignsOfApproval.QuickWithin"/> of the question.</summary>
    Quick = 1,

    /// <summary>Given by somebody who had opened neither diff, run nor findings, where the gate sees it.</summary>
    Unopened = 2,

    /// <summary>One of a <see cref="SignsOfApproval.LongSeries"/> of approvals of one author's changes by one reviewer.</summary>
    Series = 4,
}

/// <summary>Tells the signs of approvals.</summary>
public static class SignsOfApproval
{
    /// <summary>So many approvals of one author's changes by one reviewer within <see cref="SeriesWindow"/>, and no rejection.</summary>
    public const int LongSeries = 5;

    /// <summary>Nobody reads a change, its risk and its reason in less.</summary>
    public static readonly TimeSpan QuickWithin = TimeSpan.FromMinutes(2);

    /// <summary>How long ago the first review of a series was requested at most.</summary>
    public static readonly TimeSpan SeriesWindow = TimeSpan.FromDays(7);

    /// <summary>The signs of one approval of a review.</summary>
    /// <param name="series">The series that there are.</param>
    public static ApprovalSigns Of(Review review, JudgedDecision approval, IReadOnlySet<(string Author, string Reviewer)> series)
    {
        var asked = review.FindAsked(approval.ReviewerId);
        return (asked is not null && approval.At - asked.AskedAt < QuickWithin ? ApprovalSigns.Quick : ApprovalSigns.None)
            | (asked is { Opened: EvidenceKinds.None } && EvidencePlace.FindSeen(review) is not EvidenceKinds.None
                ? ApprovalSigns.Unopened
                : ApprovalSigns.None)
            | (AuthorsOf(review).Any(author => series.Contains((author, approval.ReviewerId))) ? ApprovalSigns.Series : ApprovalSigns.None);
    }

    /// <summary>Pairs of an author and a reviewer with <see cref="LongSeries"/> approvals or more and no rejection.</summary>
    /// <param name="reviews">Those requested within <see cref="SeriesWindow"/>.</param>
    public static IReadOnlySet<(string Author, string Reviewer)> FindSeries(IEnumerable<Review> reviews) => reviews
        .SelectMany(review => review.Decisions, (review, decision) => (Review: review, Decision: decision))
        .Where(one => one.Decision.Kind is DecisionKind.Approve or DecisionKind.Reject)
        .SelectMany(one => AuthorsOf(one.Review), (one, author) => (Pair: (author, one.Decision.ReviewerId), one.Decision.Kind))
        .GroupBy(one => one.Pair, one => one.Kind)
        .Where(pair => pair.Count() >= LongSeries && pair.All(kind => kind is DecisionKind.Approve))
        .Select(pair => pair.Key)
        .ToHashSet();

    private static IEnumerable<string> AuthorsOf(Review review) =>
        (review.Assessment?.Participants ?? []).Where(one => one.WroteIt).Select(one => one.Person?.Id ?? one.DisplayName).Distinct();
}
