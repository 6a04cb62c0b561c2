using Azure.Data.Tables;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Workflow.Adapters.Tables;

/// <summary>Whether the tables can be read.</summary>
public sealed class StorageHealthCheck(GateTables tables) : IHealthCheck
{
    /// <summary>The name that the check is registered with.</summary>
    public const string Name = "storage";

    // Reading the table itself, not only the account: a missing table or right shows too.
    private const string Probe = "_health";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            foreach (var table in new[] { tables.Reviews, tables.Audit, tables.Deliveries })
            {
                await ProbeAsync(table, cancellationToken);
            }

            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "The storage cannot be read.", exception);
        }
    }

    private static async Task ProbeAsync(TableClient table, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Probe}");
        await foreach (var _ in table.QueryAsync<TableEntity>(filter, 1, cancellationToken: cancellationToken))
        {
            return;
        }
    }
}
