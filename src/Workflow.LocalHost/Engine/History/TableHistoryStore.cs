using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Workflow.LocalHost.Engine.History;

/// <summary>
/// Histories in Azure Tables. One partition holds an instance: its header and one row for each turn's events. Every write is an
/// entity-group transaction with the header and its ETag, so that a second writer is refused. Another table lists the open instances.
/// </summary>
internal sealed partial class TableHistoryStore(TableServiceClient service, string tablePrefix) : IHistoryStore
{
    /// <summary>The most operations of a transaction.</summary>
    private const int MostOperations = 100;

    private const string OpenPartition = "open";

    private readonly TableClient instances = service.GetTableClient(tablePrefix + "Instances");
    private readonly TableClient open = service.GetTableClient(tablePrefix + "Open");

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await instances.CreateIfNotExistsAsync(cancellationToken);
        await open.CreateIfNotExistsAsync(cancellationToken);
    }

    public async IAsyncEnumerable<OpenInstance> ReadOpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = open.QueryAsync<TableEntity>(row => row.PartitionKey == OpenPartition, cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            yield return new(InstanceKey.Decode(row.RowKey), row.ETag.ToString());
        }
    }

    public async Task CloseAsync(OpenInstance entry, CancellationToken cancellationToken)
    {
        try
        {
            await open.DeleteEntityAsync(OpenPartition, InstanceKey.Encode(entry.InstanceId), new ETag(entry.Version), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 412)
        {
            // An instance with this id was started meanwhile.
        }
    }

    public async Task<InstanceHeader?> CreateAsync(
        InstanceHeader header, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken)
    {
        var partition = InstanceKey.Encode(header.InstanceId);
        var rows = HistoryRows.Write(partition, header.Generation, 0, events);
        if (rows.Count > HistoryRows.PerTransaction)
        {
            throw new ArgumentException(
                $"The input of instance {header.InstanceId} is too large: at most {HistoryRows.LongestPerTransaction} characters of JSON "
                + "can be stored.",
                nameof(events));
        }

        // The list comes first: an entry without an instance does no harm, an instance without an entry would never be recovered.
        var entry = await open.UpsertEntityAsync(new TableEntity(OpenPartition, partition), TableUpdateMode.Replace, cancellationToken);
        try
        {
            header = header with { RowCount = rows.Count };
            List<TableTransactionAction> actions = [new(TableTransactionActionType.Add, HeaderRow.Write(partition, header))];
            return header with { Version = (await SubmitAsync(actions, rows, cancellationToken)).ToString() };
        }
        catch (TableTransactionFailedException exception) when (exception.Status is 409)
        {
            if (await ReadHeaderAsync(header.InstanceId, cancellationToken) is { HasEnded: true })
            {
                await CloseAsync(new(header.InstanceId, entry.Headers.ETag!.Value.ToString()), cancellationToken);
            }

            return null;
        }
    }

    public async Task<InstanceHeader?> ReadHeaderAsync(string instanceId, CancellationToken cancellationToken)
    {
        var row = await instances.GetEntityIfExistsAsync<TableEntity>(
            InstanceKey.Encode(instanceId), HeaderRow.Key, cancellationToken: cancellationToken);
        return row.HasValue ? HeaderRow.Read(row.Value!) : null;
    }

    public async Task<StoredInstance?> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        var partition = InstanceKey.Encode(instanceId);
        var rows = await instances.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: cancellationToken)
            .ToDictionaryAsync(row => row.RowKey, StringComparer.Ordinal, cancellationToken);
        if (!rows.TryGetValue(HeaderRow.Key, out var headerRow))
        {
            return null;
        }

        var header = HeaderRow.Read(headerRow);
        var history = Enumerable.Range(0, header.RowCount).Select(row => rows[HistoryRows.Key(header.Generation, row)]);
        return new(header, HistoryRows.Read(history));
    }

    public async Task<InstanceHeader> AppendAsync(
        InstanceHeader header, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken)
    {
        var partition = InstanceKey.Encode(header.InstanceId);
        var rows = HistoryRows.Write(partition, header.Generation, header.RowCount, events);
        var replaces = header is { Generation: > 0, RowCount: 0 };
        var tag = header.Tag();
        header = header with { RowCount = header.RowCount + rows.Count };
        try
        {
            // Rows become valid by the header's count of them: what does not fit into one transaction is written before.
            for (; rows.Count > HistoryRows.PerTransaction; rows.RemoveRange(0, HistoryRows.PerTransaction))
            {
                var unchanged = new TableEntity(partition, HeaderRow.Key);
                tag = await SubmitAsync(
                    [new(TableTransactionActionType.UpdateMerge, unchanged, tag)], rows[..HistoryRows.PerTransaction], cancellationToken);
            }

            tag = await SubmitAsync(
                [new(TableTransactionActionType.UpdateReplace, HeaderRow.Write(partition, header), tag)], rows, cancellationToken);
        }
        catch (TableTransactionFailedException exception) when (exception.Status is 412)
        {
            throw new StaleInstanceException(header.InstanceId, exception);
        }

        if (replaces)
        {
            await DeleteOlderGenerationsAsync(partition, header.Generation, cancellationToken);
        }

        if (header.HasEnded)
        {
            await open.DeleteEntityAsync(OpenPartition, partition, ETag.All, cancellationToken);
        }

        return header with { Version = tag.ToString() };
    }

    /// <returns>The new ETag of the header, the first of the actions.</returns>
    private async Task<ETag> SubmitAsync(
        List<TableTransactionAction> actions, IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        actions.AddRange(rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)));
        var responses = await instances.SubmitTransactionAsync(actions, cancellationToken);
        return responses.Value[0].Headers.ETag!.Value;
    }

    private async Task DeleteOlderGenerationsAsync(string partition, int generation, CancellationToken cancellationToken)
    {
        var first = HistoryRows.Key(generation, 0);
        var older = await instances.QueryAsync<TableEntity>(
                row => row.PartitionKey == partition && string.Compare(row.RowKey, first) < 0,
                select: [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)],
                cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        foreach (var chunk in older.Chunk(MostOperations))
        {
            await instances.SubmitTransactionAsync(
                chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellationToken);
        }
    }
}
