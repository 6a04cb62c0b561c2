using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Engine.History;

/// <content>Instances that ended: finding them and removing them.</content>
internal sealed partial class TableHistoryStore
{
    public async IAsyncEnumerable<InstanceHeader> ReadHeadersAsync(
        OrchestrationFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (filter.Statuses.Count == 0)
        {
            yield break;
        }

        await foreach (var row in instances.QueryAsync<TableEntity>(QueryOf(filter), cancellationToken: cancellationToken))
        {
            yield return HeaderRow.Read(row);
        }
    }

    public async Task<bool> TryPurgeAsync(InstanceHeader header, CancellationToken cancellationToken)
    {
        var partition = InstanceKey.Encode(header.InstanceId);
        var rows = await instances.QueryAsync<TableEntity>(
                row => row.PartitionKey == partition && row.RowKey != HeaderRow.Key,
                select: [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)],
                cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        var tag = header.Tag();
        try
        {
            // The header goes with the last rows. Before, it counts none as valid: nobody misses those that are gone already.
            var emptied = HeaderRow.Write(partition, header with { RowCount = 0 });
            for (; rows.Count >= MostOperations; rows.RemoveRange(0, MostOperations - 1))
            {
                tag = await DeleteAsync(
                    new(TableTransactionActionType.UpdateReplace, emptied, tag), rows[..(MostOperations - 1)], cancellationToken);
            }

            await DeleteAsync(new(TableTransactionActionType.Delete, emptied, tag), rows, cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException exception) when (exception.Status is 404 or 412)
        {
            return false;
        }
    }

    private static string QueryOf(OrchestrationFilter filter)
    {
        var statuses = filter.Statuses.Select(status => TableClient.CreateQueryFilter($"Status eq {status.ToString()}"));
        var query = TableClient.CreateQueryFilter($"RowKey eq {HeaderRow.Key}") + $" and ({string.Join(" or ", statuses)})";
        return filter.CreatedBefore is { } moment ? query + " and " + TableClient.CreateQueryFilter($"Created lt {moment}") : query;
    }

    /// <returns>The header's new ETag; the default where it was deleted.</returns>
    private async Task<ETag> DeleteAsync(
        TableTransactionAction header, IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        var deletions = rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
        var responses = await instances.SubmitTransactionAsync([header, .. deletions], cancellationToken);
        return responses.Value[0].Headers.ETag.GetValueOrDefault();
    }
}
