using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Workflow.Core.Policy;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Tables;

/// <summary>
/// Break-glasses in Azure Tables: a partition for each content, with a row for each of its numbers. There are few, so that the list
/// reads the table.
/// </summary>
public sealed class TableBreakGlasses(GateTables tables) : IBreakGlassStore
{
    private const string Content = "Content";
    private const string AskedAt = "AskedAt";

    /// <summary>How often an update is tried against others that win.</summary>
    private const int MostAttempts = 50;

    private readonly TableClient table = tables.BreakGlasses;

    public async Task<BreakGlass> CreateAsync(BreakGlass breakGlass, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(EntityOf(breakGlass), cancellationToken);
            return breakGlass;
        }
        catch (RequestFailedException exception) when (exception.IsTaken())
        {
            return (await ReadAsync(breakGlass.Content, breakGlass.Number, cancellationToken))!.Value.Known;
        }
    }

    public async Task<BreakGlass?> FindAsync(BreakGlassContent content, CancellationToken cancellationToken)
    {
        BreakGlass? newest = null;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(content)}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            newest = Read(row);
        }

        return newest;
    }

    public async Task<BreakGlass> UpdateAsync(
        BreakGlassContent content, int number, Func<BreakGlass, BreakGlass> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var (before, version) = await ReadAsync(content, number, cancellationToken)
                ?? throw new KeyNotFoundException($"There is no break-glass {number} of {content}.");
            var after = change(before);
            if (ReferenceEquals(after, before))
            {
                return before;
            }

            try
            {
                await table.UpdateEntityAsync(EntityOf(after), version, TableUpdateMode.Replace, cancellationToken);
                return after;
            }
            catch (RequestFailedException exception) when (exception.IsOutdated())
            {
                // Somebody else wrote in between: the change is tried on what they wrote.
            }
        }

        throw new InvalidOperationException($"Break-glass {number} of {content} was changed by others {MostAttempts} times in a row.");
    }

    public async IAsyncEnumerable<BreakGlass> ListAskedAsync(
        DateTimeOffset from, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"AskedAt ge {from} and AskedAt lt {before}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return Read(row);
        }
    }

    private async Task<(BreakGlass Known, ETag Version)?> ReadAsync(
        BreakGlassContent content, int number, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            PartitionOf(content), RowOf(number), cancellationToken: cancellationToken);
        return found.HasValue ? (Read(found.Value!), found.Value!.ETag) : null;
    }

    private static TableEntity EntityOf(BreakGlass known)
    {
        var entity = new TableEntity(PartitionOf(known.Content), RowOf(known.Number)) { [AskedAt] = known.Asked.At };
        PackedProperty.Write(entity, Content, JsonSerializer.SerializeToUtf8Bytes(known, WorkflowJson.Options));
        return entity;
    }

    private static BreakGlass Read(TableEntity entity) =>
        JsonSerializer.Deserialize<BreakGlass>(PackedProperty.Read(entity, Content), WorkflowJson.Options)
            ?? throw new InvalidDataException($"the row of break-glass {entity.PartitionKey} is empty");

    private static string PartitionOf(BreakGlassContent content) =>
        TableKey.Hash(content.Service, content.Environment, content.Repository.Kind, content.Repository.Location, content.Head);

    /// <summary>Sorted as numbers are.</summary>
    private static string RowOf(int number) => number.ToString("D10", CultureInfo.InvariantCulture);
}
