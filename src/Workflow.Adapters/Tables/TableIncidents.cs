using Azure.Data.Tables;
using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Tables;

/// <summary>Incidents in Azure Tables, in one partition.</summary>
public sealed class TableIncidents(GateTables tables) : IIncidentStore
{
    private const string Partition = "incidents";
    private const string IsOpen = "IsOpen";

    private readonly PackedRows<Incident> rows = new(tables.Incidents, incident => [new(IsOpen, incident.IsOpen)]);

    public Task<Incident> CreateAsync(Incident incident, CancellationToken cancellationToken) =>
        rows.CreateAsync(Partition, TableKey.Hash(incident.Id), incident, cancellationToken);

    public Task<Incident?> FindAsync(string id, CancellationToken cancellationToken) =>
        rows.FindAsync(Partition, TableKey.Hash(id), cancellationToken);

    public Task<Incident> UpdateAsync(string id, Func<Incident, Incident> change, CancellationToken cancellationToken) =>
        rows.UpdateAsync(Partition, TableKey.Hash(id), change, $"incident '{id}'", cancellationToken);

    public async Task<IReadOnlyList<Incident>> ListOpenAsync(CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and IsOpen eq {true}");
        return await rows.QueryAsync(filter, cancellationToken).ToListAsync(cancellationToken);
    }
}
