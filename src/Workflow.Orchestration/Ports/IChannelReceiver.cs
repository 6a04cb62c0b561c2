namespace Workflow.Orchestration.Ports;

/// <summary>Verifies and answers what the approval channel's service sends to the gate.</summary>
public interface IChannelReceiver
{
    /// <param name="authorization">The Authorization header as it came; null where there was none.</param>
    /// <param name="isLoopback">Whether the caller is on this machine.</param>
    Task<ChannelReply> ReceiveAsync(
        string? authorization, bool isLoopback, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}

/// <summary>The answer to the channel's service.</summary>
/// <param name="StatusCode">HTTP status.</param>
/// <param name="Json">Body; null for none.</param>
public sealed record ChannelReply(int StatusCode, string? Json = null);
