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
}

/// <summary>A decision that was judged, by a person that the directory knows.</summary>
public sealed record JudgedDecision(string Id, string ReviewerId, string ReviewerName, DecisionKind Kind, string? Comment, DateTimeOffset At);

/// <summary>Why a decision does not count.</summary>
public enum DecisionRefusal
{
    UnknownPerson,
    NotAsked,
    NotEligible,
    AlreadyDecided,
    ReviewEnded,
    CommentRequired,
    ContentChanged,
}

/// <summary>The answer to a decision: it counts, or why it does not in a sentence for the person who sent it.</summary>
public sealed record DecisionJudgement(DecisionRefusal? Refusal, string Message, JudgedDecision? Accepted)
{
    public bool IsAccepted => Accepted is not null;
}
