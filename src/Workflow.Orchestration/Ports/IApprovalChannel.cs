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

    /// <summary>Reminds a reviewer in a message of its own, because an updated card makes no sound.</summary>
    Task RemindAsync(Review review, AskedReviewer reviewer, CancellationToken cancellationToken);
}

/// <summary>The channel will never deliver to this person: the app is blocked, not installed or disabled.</summary>
public sealed class ChannelRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
