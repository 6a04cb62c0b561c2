using System.Globalization;
using Azure.Data.Tables;
using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Tables;

/// <summary>
/// Break-glasses in Azure Tables: a partition for each content, with a row for each of its numbers. There are few, so that the list
/// reads the table.
/// </summary>
public sealed class TableBreakGlasses(GateTables tables) : IBreakGlassStore
{
    private const string AskedAt = "AskedAt";

    private readonly PackedRows<BreakGlass> rows = new(tables.BreakGlasses, known => [new(AskedAt, known.Asked.At)]);

    public Task<BreakGlass> CreateAsync(BreakGlass breakGlass, CancellationToken cancellationToken) =>
        rows.CreateAsync(PartitionOf(breakGlass.Content), RowOf(breakGlass.Number), breakGlass, cancellationToken);

    public async Task<BreakGlass?> FindAsync(BreakGlassContent content, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(content)}");
        return await rows.QueryAsync(filter, cancellationToken).LastOrDefaultAsync(cancellationToken);
    }

    public Task<BreakGlass> UpdateAsync(
        BreakGlassContent content, int number, Func<BreakGlass, BreakGlass> change, CancellationToken cancellationToken) =>
        rows.UpdateAsync(PartitionOf(content), RowOf(number), change, $"break-glass {number} of {content}", cancellationToken);

    public IAsyncEnumerable<BreakGlass> ListAskedAsync(
        DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken) =>
        rows.QueryAsync(TableClient.CreateQueryFilter($"AskedAt ge {from} and AskedAt lt {before}"), cancellationToken);

    private static string PartitionOf(BreakGlassContent content) =>
        TableKey.Hash(content.Service, content.Environment, content.Repository.Kind, content.Repository.Location, content.Head);

    /// <summary>Sorted as numbers are.</summary>
    private static string RowOf(int number) => number.ToString("D10", CultureInfo.InvariantCulture);
}
