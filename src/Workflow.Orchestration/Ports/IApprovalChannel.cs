using Workflow.Core.Reviews;

namespace Workflow.Orchestration.Ports;

/// <summary>Where reviewers are asked. Cards always show the review as it is passed in.</summary>
public interface IApprovalChannel
{
    /// <summary>Sends a new card to a reviewer.</summary>
    /// <exception cref="ChannelRefusedException">The channel will never deliver to this person.</exception>
    Task<CardReference> SendAsync(Review review, AskedReviewer reviewer, CancellationToken cancellationToken);

    /// <summary>Replaces a card that was sent; sends a new one where the channel lost the old.</summary>
    Task<CardReference> UpdateAsync(Review review, AskedReviewer reviewer, CardReference card, CancellationToken cancellationToken);

    /// <summary>Reminds a reviewer in a message of its own, because an updated card makes no sound; the card says it too.</summary>
    Task RemindAsync(Review review, AskedReviewer reviewer, CancellationToken cancellationToken);

    /// <summary>Sends one of those who made the change a card that tells how it stands.</summary>
    /// <exception cref="ChannelRefusedException">The channel will never deliver to this person.</exception>
    Task<CardReference> SendToAuthorAsync(Review review, ToldAuthor author, CancellationToken cancellationToken);

    /// <summary>Replaces an author's card; sends a new one where the channel lost the old.</summary>
    /// <exception cref="ChannelRefusedException">The channel will never deliver to this person.</exception>
    Task<CardReference> UpdateForAuthorAsync(
        Review review, ToldAuthor author, CardReference card, CancellationToken cancellationToken);

    /// <summary>Posts in a channel that a review waits and can be taken.</summary>
    /// <exception cref="ChannelRefusedException">There is no channel, or it will never take the post.</exception>
    Task<CardReference> PostAsync(Review review, ChannelPost post, CancellationToken cancellationToken);

    /// <summary>Replaces a post; posts again where the channel lost the old.</summary>
    /// <exception cref="ChannelRefusedException">There is no channel, or it will never take the post.</exception>
    Task<CardReference> UpdatePostAsync(Review review, ChannelPost post, CardReference card, CancellationToken cancellationToken);

    /// <summary>Tells in a message of its own what is new on somebody's card.</summary>
    /// <exception cref="ChannelRefusedException">The channel will never deliver to this person.</exception>
    Task AnnounceAsync(Review review, Person reader, CardReference card, News news, CancellationToken cancellationToken);
}

/// <summary>Something new on a card.</summary>
/// <param name="By">Who asked or answered; null for the outcome.</param>
/// <param name="Text">The question, the answer, or why it ended so.</param>
/// <param name="To">The directory's id of the only reader; null for everybody who made the change.</param>
public sealed record News(NewsKind Kind, string? By, string Text, string? To);

/// <summary>What is new on a card.</summary>
public enum NewsKind
{
    Question,
    Answer,
    Outcome,
}

/// <summary>The channel will never deliver to this person: the app is blocked, not installed or disabled.</summary>
public sealed class ChannelRefusedException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The channel's own name of the reason; null where it gave none.</summary>
    public string? Code { get; init; }
}
