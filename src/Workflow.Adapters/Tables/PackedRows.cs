using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Workflow.Orchestration;

namespace Workflow.Adapters.Tables;

/// <summary>Records of one kind, each a row with the record as packed JSON. Every write is conditional on what was read.</summary>
/// <param name="columns">What queries look at, beside the record.</param>
internal sealed class PackedRows<T>(TableClient table, Func<T, IEnumerable<KeyValuePair<string, object>>>? columns = null)
    where T : class
{
    private const string Content = "Content";

    /// <summary>How often an update is tried against others that win.</summary>
    private const int MostAttempts = 50;

    /// <summary>Keeps a new record; an existing one stays as it is.</summary>
    /// <returns>The record as it is kept.</returns>
    public async Task<T> CreateAsync(string partition, string row, T record, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(EntityOf(partition, row, record), cancellationToken);
            return record;
        }
        catch (RequestFailedException exception) when (exception.IsTaken())
        {
            return (await ReadAsync(partition, row, cancellationToken))!.Value.Known;
        }
    }

    /// <summary>The record, or null.</summary>
    public async Task<T?> FindAsync(string partition, string row, CancellationToken cancellationToken) =>
        (await ReadAsync(partition, row, cancellationToken))?.Known;

    /// <summary>Applies a change to the newest version, again where somebody else wrote in between.</summary>
    /// <param name="change">Must be free of effects; returning its argument writes nothing.</param>
    /// <param name="what">Names the record in errors.</param>
    /// <returns>The record as it is kept afterwards.</returns>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public async Task<T> UpdateAsync(string partition, string row, Func<T, T> change, string what, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var (before, version) = await ReadAsync(partition, row, cancellationToken)
                ?? throw new KeyNotFoundException($"There is no {what}.");
            var after = change(before);
            if (ReferenceEquals(after, before))
            {
                return before;
            }

            try
            {
                await table.UpdateEntityAsync(EntityOf(partition, row, after), version, TableUpdateMode.Replace, cancellationToken);
                return after;
            }
            catch (RequestFailedException exception) when (exception.IsOutdated())
            {
                // Somebody else wrote in between: the change is tried on what they wrote.
            }
        }

        throw new InvalidOperationException($"{what} was changed by others {MostAttempts} times in a row.");
    }

    /// <summary>The records that a filter selects, by partition and row; all of the table without one.</summary>
    public IAsyncEnumerable<T> QueryAsync(string? filter, CancellationToken cancellationToken) =>
        table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(Read);

    private async Task<(T Known, ETag Version)?> ReadAsync(string partition, string row, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? (Read(found.Value!), found.Value!.ETag) : null;
    }

    private TableEntity EntityOf(string partition, string row, T record)
    {
        var entity = new TableEntity(partition, row);
        foreach (var (name, value) in columns?.Invoke(record) ?? [])
        {
            entity[name] = value;
        }

        PackedProperty.Write(entity, Content, JsonSerializer.SerializeToUtf8Bytes(record, WorkflowJson.Options));
        return entity;
    }

    private T Read(TableEntity entity) =>
        JsonSerializer.Deserialize<T>(PackedProperty.Read(entity, Content), WorkflowJson.Options)
            ?? throw new InvalidDataException($"the row {entity.RowKey} of {entity.PartitionKey} in {table.Name} is empty");
}
