using System.Collections.Concurrent;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Mail;

/// <summary>Remembers for one test what was sent.</summary>
internal sealed class DeliveriesInMemory : IDeliveryLog
{
    private readonly ConcurrentDictionary<(string Scope, string Id), string> digests = new();
    private readonly ConcurrentDictionary<(string Scope, string Id, string Attempt), bool> attempts = new();

    public Task<DeliveryClaim> ClaimAsync(
        string scope, string deliveryId, string contentDigest, string? attempt, CancellationToken cancellationToken)
    {
        var isFirst = digests.TryAdd((scope, deliveryId), contentDigest);
        var isNew = attempt is null || attempts.TryAdd((scope, deliveryId, attempt), true);
        return Task.FromResult(
            isFirst ? DeliveryClaim.First
            : digests[(scope, deliveryId)] != contentDigest ? DeliveryClaim.Conflict
            : isNew ? DeliveryClaim.Retry
            : DeliveryClaim.Replay);
    }

    public Task<bool> HasAttemptAsync(string scope, string deliveryId, string attempt, CancellationToken cancellationToken) =>
        Task.FromResult(attempts.ContainsKey((scope, deliveryId, attempt)));
}
