using Azure;
using Azure.Data.Tables;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Tables;

/// <summary>Audit trails in Azure Tables: a partition for each deployment, rows that are only ever inserted.</summary>
public sealed class TableAuditLog(GateTables tables, TimeProvider time) : IAuditLog
{
    /// <summary>How often an append is tried against others that win. Each loss means that another record was appended.</summary>
    private const int MostAttempts = 100;

    private readonly TableClient table = tables.Audit;

    public async Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await IsRecordedAsync(entry, cancellationToken))
            {
                return;
            }

            var record = AuditChain.Append(await ReadLastAsync(entry.Deployment, cancellationToken), entry, time.GetUtcNow());
            if (await TryInsertAsync(record, cancellationToken))
            {
                return;
            }
        }

        throw new InvalidOperationException(
            $"'{entry.Key}' could not be appended to the audit trail of {entry.Deployment}: "
            + $"others were first {MostAttempts} times in a row.");
    }

    public async Task<AuditRecord?> ReadLastAsync(DeploymentId deployment, CancellationToken cancellationToken)
    {
        await foreach (var row in Records(deployment, 1, cancellationToken))
        {
            return AuditRow.Read(row);
        }

        return null;
    }

    public async Task<IReadOnlyList<AuditRecord>> ReadAsync(DeploymentId deployment, CancellationToken cancellationToken)
    {
        List<AuditRecord> trail = [];
        await foreach (var row in Records(deployment, null, cancellationToken))
        {
            trail.Add(AuditRow.Read(row));
        }

        trail.Reverse();
        return trail;
    }

    private async Task<bool> IsRecordedAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            entry.Deployment.Value, AuditRow.KeyRow(entry.Key), cancellationToken: cancellationToken);
        return found.HasValue;
    }

    /// <summary>Both rows or none: the place in the trail and the entry's key are taken at once.</summary>
    private async Task<bool> TryInsertAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.Add, AuditRow.Of(record)),
                    new TableTransactionAction(TableTransactionActionType.Add, AuditRow.OfKey(record)),
                ],
                cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsTaken())
        {
            return false;
        }
    }

    /// <summary>The rows of the records, newest first.</summary>
    private AsyncPageable<TableEntity> Records(DeploymentId deployment, int? pageSize, CancellationToken cancellationToken)
    {
        const string first = AuditRow.RecordPrefix;
        const string end = AuditRow.RecordPrefix + "~";
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {deployment.Value} and RowKey ge {first} and RowKey lt {end}");
        return table.QueryAsync<TableEntity>(filter, pageSize, cancellationToken: cancellationToken);
    }
}
