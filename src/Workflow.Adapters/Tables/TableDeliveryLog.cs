using Azure;
using Azure.Data.Tables;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Tables;

/// <summary>
/// Deliveries in Azure Tables: a partition for each, with one row for the delivery and one for every attempt that was seen. The
/// storage lets only one insert of a row win, so a claim is atomic.
/// </summary>
public sealed class TableDeliveryLog(GateTables tables) : IDeliveryLog
{
    private const string DeliveryRow = "delivery";
    private const string Digest = "ContentDigest";

    /// <summary>The claim that inserted a row, so that one whose answer was lost recognizes its own row.</summary>
    private const string Claim = "Claim";

    private readonly TableClient table = tables.Deliveries;

    public async Task<DeliveryClaim> ClaimAsync(
        string scope, string deliveryId, string contentDigest, string? attempt, CancellationToken cancellationToken)
    {
        var claim = Guid.NewGuid();
        var partition = TableKey.Hash(scope, deliveryId);
        var delivery = new TableEntity(partition, DeliveryRow) { [Claim] = claim, [Digest] = contentDigest };

        // For whoever looks at the table; the key has both in full.
        TextProperty.Write(delivery, "Scope", scope);
        TextProperty.Write(delivery, "DeliveryId", deliveryId);
        var attempted = attempt is null ? null : new TableEntity(partition, AttemptRow(attempt)) { [Claim] = claim };
        if (await IsOwnAsync(delivery, attempted is null ? [delivery] : [delivery, attempted], cancellationToken))
        {
            return DeliveryClaim.First;
        }

        var known = await table.GetEntityAsync<TableEntity>(partition, DeliveryRow, cancellationToken: cancellationToken);
        if (known.Value.GetString(Digest) != contentDigest)
        {
            return DeliveryClaim.Conflict;
        }

        return attempted is null || await IsOwnAsync(attempted, [attempted], cancellationToken)
            ? DeliveryClaim.Retry
            : DeliveryClaim.Replay;
    }

    public async Task<bool> HasAttemptAsync(string scope, string deliveryId, string attempt, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            TableKey.Hash(scope, deliveryId), AttemptRow(attempt), cancellationToken: cancellationToken);
        return found.HasValue;
    }

    private static string AttemptRow(string attempt) => $"attempt_{TableKey.Hash(attempt)}";

    /// <summary>Inserts rows, all or none, and tells whether the first is this claim's.</summary>
    private async Task<bool> IsOwnAsync(TableEntity first, IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(
                rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsTaken())
        {
            var taken = await table.GetEntityAsync<TableEntity>(
                first.PartitionKey, first.RowKey, cancellationToken: cancellationToken);
            return taken.Value.GetGuid(Claim) == first.GetGuid(Claim);
        }
    }
}
