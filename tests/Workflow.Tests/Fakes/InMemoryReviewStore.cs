using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>Keeps reviews for as long as a test runs; writes compare and swap, as with ETags.</summary>
internal sealed class InMemoryReviewStore : IReviewStore
{
    private readonly ConcurrentDictionary<DeploymentId, Review> reviews = new();

    public Task<Review> CreateAsync(Review review, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(reviews.GetOrAdd(review.Id, review));
    }

    public Task<Review?> FindAsync(DeploymentId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(reviews.GetValueOrDefault(id));
    }

    public Task<Review> UpdateAsync(DeploymentId id, Func<Review, Review> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var known = reviews.TryGetValue(id, out var found) ? found : throw new KeyNotFoundException($"There is no review {id}.");
            var changed = change(known);
            if (ReferenceEquals(changed, known) || reviews.TryUpdate(id, changed, known))
            {
                return Task.FromResult(changed);
            }
        }
    }

    public IAsyncEnumerable<Review> ListOpenAsync(CancellationToken cancellationToken) =>
        Enumerate(reviews.Values.Where(review => review.IsOpen), cancellationToken);

    public IAsyncEnumerable<Review> ListRecentAsync(CancellationToken cancellationToken) =>
        Enumerate(reviews.Values.OrderByDescending(review => review.Request.RequestedAt), cancellationToken);

    public IAsyncEnumerable<Review> ListRequestedAsync(
        DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken) =>
        Enumerate(
            reviews.Values
                .Where(review => review.Request.RequestedAt >= from && review.Request.RequestedAt < before)
                .OrderByDescending(review => review.Request.RequestedAt),
            cancellationToken);

    private static async IAsyncEnumerable<Review> Enumerate(
        IEnumerable<Review> found, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var review in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return review;
        }
    }
}
