using Workflow.Core.Reviews;

namespace Workflow.Api.Deployments;

/// <summary>Picks a few of many reviews without holding them all.</summary>
internal static class ReviewSelection
{
    /// <summary>The first <paramref name="count"/> by a key, in its order.</summary>
    public static async Task<IReadOnlyList<Review>> FirstAsync(
        IAsyncEnumerable<Review> reviews, Func<Review, DateTimeOffset> key, bool descending, int count, CancellationToken cancellationToken)
    {
        // The queue gives up its least wanted element first; ids break ties, so that pages do not flicker.
        var direction = descending ? -1 : 1;
        var order = Comparer<(DateTimeOffset Key, string Id)>.Create((left, right) =>
            left.Key != right.Key ? direction * left.Key.CompareTo(right.Key) : string.CompareOrdinal(left.Id, right.Id));
        var kept = new PriorityQueue<Review, (DateTimeOffset Key, string Id)>(
            count + 1, Comparer<(DateTimeOffset Key, string Id)>.Create((left, right) => order.Compare(right, left)));
        await foreach (var review in reviews.WithCancellation(cancellationToken))
        {
            kept.Enqueue(review, (key(review), review.Id.Value));
            if (kept.Count > count)
            {
                kept.Dequeue();
            }
        }

        return [.. kept.UnorderedItems.OrderBy(item => item.Priority, order).Select(item => item.Element)];
    }
}
