using Workflow.Core.Deployments;

namespace Workflow.Core.Reviews;

/// <summary>What somebody can do to a waiting review besides deciding it.</summary>
public enum ReviewActionKind
{
    /// <summary>A reviewer asks those who made the change something.</summary>
    Ask,

    /// <summary>One of those who made the change answers.</summary>
    Answer,

    /// <summary>A reviewer hands the review to somebody else, who must be eligible too.</summary>
    Delegate,

    /// <summary>A reviewer wants no reminder until a moment within the deadline.</summary>
    Snooze,

    /// <summary>Somebody who was not asked takes on a review that a channel post offers.</summary>
    Volunteer,

    /// <summary>One of those who made the change, or asked for its deployment, takes the request back.</summary>
    Withdraw,
}

/// <summary>What somebody does to a waiting review, as received from an authenticated channel.</summary>
/// <param name="Id">The same for every delivery of one action: the channel derives it from its own message id.</param>
/// <param name="By">The sender as the channel's verified token names them.</param>
public sealed record ReviewAction(string Id, DeploymentId Deployment, ActorIdentity By, ReviewActionKind Kind, DateTimeOffset At)
{
    /// <summary>The question, or the answer; up to <see cref="Decision.MaxCommentLength"/> characters are kept.</summary>
    public string? Text { get; init; }

    /// <summary>Which question is answered.</summary>
    public string? QuestionId { get; init; }

    /// <summary>To whom it is handed: an Entra ID object id or the directory's own id.</summary>
    public string? To { get; init; }

    /// <summary>Until when no reminder is wanted.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A reviewer's question to those who made the change.</summary>
/// <param name="Id">Of the action that asked it.</param>
/// <param name="AskedById">The directory's id of the reviewer.</param>
public sealed record Question(string Id, string AskedById, string AskedByName, string Text, DateTimeOffset At)
{
    /// <summary>Null while nobody has answered.</summary>
    public Answer? Answer { get; init; }
}

/// <summary>The answer to a question.</summary>
/// <param name="Id">Of the action that gave it.</param>
/// <param name="ById">The directory's id of who answered.</param>
public sealed record Answer(string Id, string ById, string ByName, string Text, DateTimeOffset At);

/// <summary>To whom a reviewer handed a review.</summary>
/// <param name="ActionId">Of the action that handed it over.</param>
public sealed record Delegation(string ActionId, string PersonId, string Name, DateTimeOffset At);

/// <summary>Somebody to whom a review could be handed.</summary>
/// <param name="Id">The Entra ID object id.</param>
public sealed record Colleague(string Id, string Name);

/// <summary>Somebody who made the change or asked for its deployment, and the card that tells them how it stands.</summary>
/// <param name="Card">Null until the channel confirmed the card.</param>
/// <param name="Undeliverable">Why the channel refused the card for good; null where it did not.</param>
public sealed record ToldAuthor(Person Person, DateTimeOffset At, CardReference? Card = null, string? Undeliverable = null);

/// <summary>A post in a channel that offers a review.</summary>
/// <param name="MinimumLevel">The level that the step asks for.</param>
/// <param name="Role">The role that the step asks for; null for none.</param>
/// <param name="Card">Null until the channel confirmed the post.</param>
/// <param name="Undeliverable">Why the channel refused the post for good; null where it did not.</param>
public sealed record ChannelPost(
    string Step, Level MinimumLevel, string? Role, DateTimeOffset At, CardReference? Card = null, string? Undeliverable = null);

/// <summary>Whether an action takes effect, and the review with its effect.</summary>
/// <param name="Refusal">Why it does not; null where it does.</param>
/// <param name="Review">Unchanged where it was refused or repeated.</param>
public sealed record ActionJudgement(ActionRefusal? Refusal, Review Review)
{
    /// <summary>What the refusal names: a person, the reasons or an ending; null for nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>What the sender could give and the person chosen could not; null where that is not why it is refused.</summary>
    public QuorumGap? Missing { get; init; }

    /// <summary>The refusal as a sentence for the audit; null where the action takes effect.</summary>
    public string? Message => Refusal?.Describe(Detail);
}
