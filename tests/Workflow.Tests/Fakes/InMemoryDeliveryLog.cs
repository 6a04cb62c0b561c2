using System.Collections.Concurrent;
using System.Collections.Immutable;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>Claims for as long as a test runs. Every attempt of a sender is remembered, so that each can be replayed only in vain.</summary>
internal sealed class InMemoryDeliveryLog : IDeliveryLog
{
    private readonly ConcurrentDictionary<(string Scope, string Id), Claimed> claims = new();

    public Task<DeliveryClaim> ClaimAsync(
        string scope, string deliveryId, string contentDigest, string? attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var mine = new Claimed(contentDigest, attempt is null ? [] : [attempt]);
        while (true)
        {
            var known = claims.GetOrAdd((scope, deliveryId), mine);
            if (ReferenceEquals(known, mine))
            {
                return Task.FromResult(DeliveryClaim.First);
            }

            if (known.Digest != contentDigest)
            {
                return Task.FromResult(DeliveryClaim.Conflict);
            }

            if (attempt is null)
            {
                return Task.FromResult(DeliveryClaim.Retry);
            }

            if (known.Attempts.Contains(attempt))
            {
                return Task.FromResult(DeliveryClaim.Replay);
            }

            if (claims.TryUpdate((scope, deliveryId), known with { Attempts = known.Attempts.Add(attempt) }, known))
            {
                return Task.FromResult(DeliveryClaim.Retry);
            }
        }
    }

    public Task<bool> HasAttemptAsync(string scope, string deliveryId, string attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(claims.TryGetValue((scope, deliveryId), out var known) && known.Attempts.Contains(attempt));
    }

    private sealed record Claimed(string Digest, ImmutableHashSet<string> Attempts);
}
