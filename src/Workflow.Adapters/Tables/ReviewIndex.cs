using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Tables;

/// <summary>
/// Which reviews are open and which are recent, in two partitions of their own, so that no list ever scans the table. A mark is
/// written before its review and removed after the review ended: after a crash in between there may be a mark too many, never one
/// too few. Whoever reads checks the review itself.
/// </summary>
internal sealed class ReviewIndex(TableClient table)
{
    // Deployment ids begin with a letter or digit, so no review has these partition keys.
    private const string Open = "_open";
    private const string Recent = "_recent";

    /// <summary>Marks a review that is about to be created.</summary>
    public async Task AddAsync(Review review, CancellationToken cancellationToken)
    {
        await table.UpsertEntityAsync(
            Mark(Recent, RecentRow(review), review.Id), TableUpdateMode.Replace, cancellationToken);
        await AddOpenAsync(review.Id, cancellationToken);
    }

    public Task AddOpenAsync(DeploymentId id, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(Mark(Open, id.Value, id), TableUpdateMode.Replace, cancellationToken);

    public async Task<ETag?> FindOpenAsync(DeploymentId id, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Open, id.Value, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value!.ETag : null;
    }

    /// <summary>Removes the mark of a review that ended, unless it was marked again since.</summary>
    public async Task RemoveOpenAsync(DeploymentId id, ETag mark, CancellationToken cancellationToken)
    {
        try
        {
            await table.DeleteEntityAsync(Open, id.Value, mark, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsOutdated())
        {
            // Marked again because the review was opened again: that mark is right.
        }
    }

    public IAsyncEnumerable<IReadOnlyList<ReviewMark>> ListOpenAsync(CancellationToken cancellationToken) =>
        ListAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Open}"), cancellationToken);

    /// <summary>Newest first.</summary>
    public IAsyncEnumerable<IReadOnlyList<ReviewMark>> ListRecentAsync(CancellationToken cancellationToken) =>
        ListAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Recent}"), cancellationToken);

    /// <summary>Newest first.</summary>
    public IAsyncEnumerable<IReadOnlyList<ReviewMark>> ListRequestedAsync(
        DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken)
    {
        // Later times have smaller keys. A key without an id comes before all keys of its time.
        var (first, end) = (TableKey.Descending(before.UtcTicks - 1), TableKey.Descending(from.UtcTicks - 1));
        return ListAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {Recent} and RowKey ge {first} and RowKey lt {end}"), cancellationToken);
    }

    /// <summary>The row under which a review stands in the recent list: the mark of an attempt to create another version is none.</summary>
    public static string RecentRow(Review review) =>
        $"{TableKey.Descending(review.Request.RequestedAt.UtcTicks)}_{review.Id}";

    private static TableEntity Mark(string partition, string row, DeploymentId id) => new(partition, row) { ["Id"] = id.Value };

    private async IAsyncEnumerable<IReadOnlyList<ReviewMark>> ListAsync(
        string filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken);
        await foreach (var page in rows.AsPages())
        {
            yield return [.. page.Values.Select(row => new ReviewMark(row.RowKey, DeploymentId.Parse(row.GetString("Id")), row.ETag))];
        }
    }
}

/// <param name="Row">Its row key.</param>
internal sealed record ReviewMark(string Row, DeploymentId Id, ETag Version);
