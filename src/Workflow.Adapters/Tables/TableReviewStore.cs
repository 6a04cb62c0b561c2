using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Tables;

/// <summary>Reviews in Azure Tables.</summary>
public sealed class TableReviewStore(GateTables tables) : IReviewStore
{
    /// <summary>How often an update is tried against others that win. Each loss means that somebody else made progress.</summary>
    private const int MostAttempts = 50;

    /// <summary>How many reviews a list reads at the same time.</summary>
    private const int ReadsAtOnce = 16;

    private readonly TableClient table = tables.Reviews;
    private readonly ReviewIndex index = new(tables.Reviews);

    public async Task<Review> CreateAsync(Review review, CancellationToken cancellationToken)
    {
        if (await FindAsync(review.Id, cancellationToken) is { } existing)
        {
            return existing;
        }

        await index.AddAsync(review, cancellationToken);
        try
        {
            await table.AddEntityAsync(ReviewEntity.Of(review), cancellationToken);
            return review;
        }
        catch (RequestFailedException exception) when (exception.IsTaken())
        {
            return (await ReviewEntity.FindAsync(table, review.Id, cancellationToken))!.Value.Review;
        }
    }

    public async Task<Review?> FindAsync(DeploymentId id, CancellationToken cancellationToken) =>
        (await ReviewEntity.FindAsync(table, id, cancellationToken))?.Review;

    public async Task<Review> UpdateAsync(DeploymentId id, Func<Review, Review> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var (before, version) = await ReviewEntity.FindAsync(table, id, cancellationToken)
                ?? throw new KeyNotFoundException($"There is no review {id}.");
            var after = change(before);
            if (ReferenceEquals(after, before))
            {
                return before;
            }

            if (await TryReplaceAsync(before, after, version, cancellationToken))
            {
                return after;
            }
        }

        throw new InvalidOperationException($"Review {id} was changed by others {MostAttempts} times in a row.");
    }

    public async IAsyncEnumerable<Review> ListOpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (mark, review) in ReadAsync(index.ListOpenAsync(cancellationToken), cancellationToken))
        {
            if (review.IsOpen)
            {
                yield return review;
            }
            else
            {
                await index.RemoveOpenAsync(review.Id, mark.Version, cancellationToken);
            }
        }
    }

    public IAsyncEnumerable<Review> ListRecentAsync(CancellationToken cancellationToken) =>
        ReadRecentAsync(index.ListRecentAsync(cancellationToken), cancellationToken);

    public IAsyncEnumerable<Review> ListRequestedAsync(
        DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken) =>
        ReadRecentAsync(index.ListRequestedAsync(from, before, cancellationToken), cancellationToken);

    private async IAsyncEnumerable<Review> ReadRecentAsync(
        IAsyncEnumerable<IReadOnlyList<ReviewMark>> pages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (mark, review) in ReadAsync(pages, cancellationToken))
        {
            if (mark.Row == ReviewIndex.RecentRow(review))
            {
                yield return review;
            }
        }
    }

    private async Task<bool> TryReplaceAsync(Review before, Review after, ETag version, CancellationToken cancellationToken)
    {
        if (after.IsOpen && !before.IsOpen)
        {
            await index.AddOpenAsync(after.Id, cancellationToken);
        }

        var mark = before.IsOpen && !after.IsOpen ? await index.FindOpenAsync(after.Id, cancellationToken) : null;
        try
        {
            await table.UpdateEntityAsync(ReviewEntity.Of(after), version, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsOutdated())
        {
            return false;
        }

        if (mark is { } ended)
        {
            await index.RemoveOpenAsync(after.Id, ended, cancellationToken);
        }

        return true;
    }

    /// <summary>The reviews behind the marks, in their order; marks without a review are left out.</summary>
    private async IAsyncEnumerable<(ReviewMark Mark, Review Review)> ReadAsync(
        IAsyncEnumerable<IReadOnlyList<ReviewMark>> pages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            foreach (var marks in page.Chunk(ReadsAtOnce))
            {
                var reviews = await Task.WhenAll(marks.Select(mark => FindAsync(mark.Id, cancellationToken)));
                foreach (var (mark, review) in marks.Zip(reviews))
                {
                    if (review is not null)
                    {
                        yield return (mark, review);
                    }
                }
            }
        }
    }
}
