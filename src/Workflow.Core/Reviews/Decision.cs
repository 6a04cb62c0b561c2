using Workflow.Core.Deployments;

namespace Workflow.Core.Reviews;

public enum DecisionKind
{
    Approve,
    Reject,
}

/// <summary>What a reviewer decided, as received from an authenticated channel.</summary>
/// <param name="Id">The same for every delivery of one decision: the channel derives it from its own message id.</param>
/// <param name="Reviewer">The sender as the channel's verified token names them.</param>
/// <param name="Head">The head commit that the reviewer was shown.</param>
public sealed record Decision(
    string Id, DeploymentId Deployment, ActorIdentity Reviewer, DecisionKind Kind, string? Comment, string Head, DateTimeOffset At)
{
    /// <summary>The longest comment that is kept, in characters; longer ones are cut.</summary>
    public const int MaxCommentLength = 1000;

    /// <summary>Cuts a text to the longest comment, never between the two halves of a character; an empty one is none.</summary>
    public static string? Shorten(string? text)
    {
        var comment = text?.Trim();
        if (comment is not { Length: > MaxCommentLength })
        {
            return string.IsNullOrEmpty(comment) ? null : comment;
        }

        var splits = char.IsHighSurrogate(comment[MaxCommentLength - 1]);
        return comment[..(splits ? MaxCommentLength - 1 : MaxCommentLength)];
    }

    /// <summary>The items of the checklist that the reviewer ticked.</summary>
    public IReadOnlyList<string> Ticked { get; init; } = [];

    /// <summary>When the reviewer proved to the directory who they are; null where the channel has no proof of it.</summary>
    public DateTimeOffset? SignedInAt { get; init; }
}

/// <summary>A decision that was judged, by a person that the directory knows.</summary>
public sealed record JudgedDecision(
    string Id, string ReviewerId, string ReviewerName, DecisionKind Kind, string? Comment, DateTimeOffset At)
{
    /// <summary>The reviewer's roles at that moment.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The reviewer's team at that moment.</summary>
    public string? Team { get; init; }

    /// <summary>Whether the reviewer owns changed files.</summary>
    public bool IsCodeOwner { get; init; }

    /// <summary>What the reviewer ticked.</summary>
    public IReadOnlyList<string> Ticked { get; init; } = [];

    /// <summary>When the reviewer had signed in; null where nothing proves it.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>What somebody's approval would count as.</summary>
    public static JudgedDecision Expect(Person person, bool isCodeOwner, DateTimeOffset at = default) =>
        new(person.Id, person.Id, person.Name, DecisionKind.Approve, null, at)
        {
            Roles = person.Roles,
            Team = person.Team,
            IsCodeOwner = isCodeOwner,
        };
}

/// <summary>Why a decision does not count.</summary>
public enum DecisionRefusal
{
    UnknownPerson,
    NotAsked,
    NotEligible,
    AlreadyDecided,
    ReviewEnded,

    /// <summary>The sender handed the review to somebody else.</summary>
    HandedOver,
    CommentRequired,
    ContentChanged,

    /// <summary>Sooner than the policy lets anybody have read the change.</summary>
    TooEarly,
    ChecklistIncomplete,
    EvidenceNotOpened,

    /// <summary>The policy asks for proof of a sign-in that is fresh, and there is none.</summary>
    SignInRequired,
}

/// <summary>The answer to a decision: it counts, or why it does not in a sentence for the person who sent it.</summary>
public sealed record DecisionJudgement(DecisionRefusal? Refusal, string Message, JudgedDecision? Accepted)
{
    public bool IsAccepted => Accepted is not null;

    /// <summary>What the message of a refusal names.</summary>
    public RefusalFacts Facts { get; init; } = RefusalFacts.None;
}

/// <summary>What a refusal names, as data for those who say it in another language than its message.</summary>
public sealed record RefusalFacts
{
    public static RefusalFacts None { get; } = new();

    /// <summary>
    /// The items that are not ticked, why somebody is not eligible, to whom a review was handed, or how a review ended; empty where the
    /// refusal names nothing of that.
    /// </summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Evidence that is not opened yet.</summary>
    public EvidenceKinds Unopened { get; init; }

    /// <summary>How long the policy gives a change to be read, or how old a sign-in may be.</summary>
    public TimeSpan Reading { get; init; }

    /// <summary>From when on an approval is taken; null where that is no matter.</summary>
    public DateTimeOffset? TakenFrom { get; init; }
}
