using Azure;
using Azure.Data.Tables;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Tables;

/// <summary>Documents in Azure Tables: a partition for each deployment, with a row for each of its documents.</summary>
public sealed class TableDocumentStore(GateTables tables) : IDocumentStore
{
    private const string Content = "Content";

    private readonly TableClient table = tables.Documents;

    public async Task AddAsync(DeploymentId deployment, DocumentContent document, CancellationToken cancellationToken)
    {
        var row = new TableEntity(deployment.Value, RowOf(document.Name));

        // For whoever looks at the table; the key has the whole of it.
        TextProperty.Write(row, "Name", document.Name);
        PackedProperty.Write(row, Content, document.Bytes.Span);
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsTaken())
        {
            // The deployment was requested before, by this delivery or by another with the same content.
        }
    }

    public async Task<byte[]?> FindAsync(DeploymentId deployment, string name, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            deployment.Value, RowOf(name), cancellationToken: cancellationToken);
        return found.HasValue ? PackedProperty.Read(found.Value!, Content) : null;
    }

    public async Task RemoveAsync(DeploymentId deployment, CancellationToken cancellationToken)
    {
        string[] keys = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)];
        var rows = table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {deployment.Value}"), select: keys, cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
        }
    }

    private static string RowOf(string name) => TableKey.Hash(name);
}
