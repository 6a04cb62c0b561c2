namespace Workflow.Orchestration.Ports;

/// <summary>Remembers what was delivered, so that no delivery takes effect twice. Claims are atomic.</summary>
public interface IDeliveryLog
{
    /// <summary>Claims a delivery, or tells how it compares with the one that has the claim.</summary>
    /// <param name="scope">The receiver, so that two of them may use the same ids.</param>
    /// <param name="deliveryId">The sender's id of the delivery.</param>
    /// <param name="contentDigest">Digest of what matters in it: a later delivery with the same id must have the same.</param>
    /// <param name="attempt">What differs between the sender's attempts, such as its signed timestamp; null where nothing does.</param>
    Task<DeliveryClaim> ClaimAsync(
        string scope, string deliveryId, string contentDigest, string? attempt, CancellationToken cancellationToken);

    /// <summary>Whether an attempt of a delivery was claimed. Claims nothing.</summary>
    Task<bool> HasAttemptAsync(string scope, string deliveryId, string attempt, CancellationToken cancellationToken);
}

/// <summary>How a delivery compares with those before it.</summary>
public enum DeliveryClaim
{
    /// <summary>Never seen.</summary>
    First,

    /// <summary>Seen with the same content: the sender tries again.</summary>
    Retry,

    /// <summary>Seen to the letter, signed timestamp included: somebody replays a recorded delivery.</summary>
    Replay,

    /// <summary>The id was used for other content.</summary>
    Conflict,
}
