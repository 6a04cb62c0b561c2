using Workflow.Core.Policy;

namespace Workflow.Core.Reviews;

/// <summary>Why a deployment was released or cancelled.</summary>
public enum OutcomeReason
{
    /// <summary>The policy asked for no review. Releases.</summary>
    ReleasedByPolicy,

    /// <summary>Enough eligible reviewers approved. Releases.</summary>
    Approved,

    /// <summary>A break-glass that a second person confirmed. Releases.</summary>
    BreakGlass,

    BlockedByPolicy,
    Rejected,
    TimedOut,
    NoEligibleReviewer,
    Withdrawn,
    Superseded,
    HeadMoved,
    Failed,
}

/// <summary>How a deployment request ended. Only <see cref="ByPolicy"/>, <see cref="ApprovedBy"/> and
/// <see cref="ByBreakGlass"/> make one that releases.</summary>
/// <param name="Explanation">One or two sentences for the author and the pipeline's log.</param>
/// <param name="DecidedBy">Names of those whose decision it was; empty where none was taken.</param>
/// <param name="Comment">What the deciding reviewer wrote.</param>
public sealed record ReviewOutcome(OutcomeReason Reason, string Explanation, IReadOnlyList<string> DecidedBy, string? Comment = null)
{
    /// <summary>Whether the deployment goes ahead. Everything that is no release is a cancel.</summary>
    public bool IsRelease => Reason is OutcomeReason.ReleasedByPolicy or OutcomeReason.Approved or OutcomeReason.BreakGlass;

    public static ReviewOutcome ByPolicy(string reason) => new(OutcomeReason.ReleasedByPolicy, reason, []);

    public static ReviewOutcome ApprovedBy(IReadOnlyList<JudgedDecision> approvals)
    {
        string[] names = [.. approvals.Select(approval => approval.ReviewerName)];
        var comments = approvals.Where(approval => approval.Comment is not null).Select(approval => approval.Comment);
        var comment = string.Join(" / ", comments);
        return new(OutcomeReason.Approved, $"Approved by {string.Join(" and ", names)}.", names, comment.Length == 0 ? null : comment);
    }

    /// <exception cref="ArgumentException">The break-glass is not confirmed.</exception>
    public static ReviewOutcome ByBreakGlass(BreakGlass known) => known.Confirmed is { } confirmed
        ? new(OutcomeReason.BreakGlass, known.Describe(), [known.Asked.Person.Name, confirmed.Person.Name], confirmed.Comment)
        : throw new ArgumentException("an unconfirmed break-glass releases nothing", nameof(known));

    public static ReviewOutcome RejectedBy(JudgedDecision rejection) => new(
        OutcomeReason.Rejected, $"Rejected by {rejection.ReviewerName}: {rejection.Comment}", [rejection.ReviewerName], rejection.Comment);

    /// <summary>A cancel without anybody's decision.</summary>
    /// <exception cref="ArgumentException">The reason is one that releases or needs a decision.</exception>
    public static ReviewOutcome Cancelled(OutcomeReason reason, string explanation) =>
        reason is OutcomeReason.ReleasedByPolicy or OutcomeReason.Approved or OutcomeReason.BreakGlass or OutcomeReason.Rejected
            ? throw new ArgumentException($"{reason} is no cancel without a decision", nameof(reason))
            : new(reason, explanation, []);
}
