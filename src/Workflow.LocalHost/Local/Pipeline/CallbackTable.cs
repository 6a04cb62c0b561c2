using Azure;
using Azure.Data.Tables;

namespace Workflow.LocalHost.Local.Pipeline;

/// <summary>Keeps the callbacks across restarts of the host, each message once.</summary>
internal sealed class CallbackTable(TableClient table)
{
    /// <summary>Keeps a message; one with a known id only counts as one more delivery.</summary>
    /// <returns>False where the message with this id said something else before.</returns>
    public async Task<bool> ReceiveAsync(ReceivedCallback callback, CancellationToken cancellationToken)
    {
        await table.CreateIfNotExistsAsync(cancellationToken);
        while (true)
        {
            var known = await table.GetEntityIfExistsAsync<TableEntity>(
                callback.Deployment, callback.WebhookId, cancellationToken: cancellationToken);
            try
            {
                if (known.HasValue)
                {
                    var entity = known.Value!;
                    if (ToCallback(entity) is var before && (before.Decision, before.Reason) != (callback.Decision, callback.Reason))
                    {
                        return false;
                    }

                    entity[nameof(ReceivedCallback.Deliveries)] = ToCallback(entity).Deliveries + 1;
                    await table.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace, cancellationToken);
                }
                else
                {
                    await table.AddEntityAsync(ToEntity(callback), cancellationToken);
                }

                return true;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
            {
                // Another delivery of the same message was faster; count on top of it.
            }
        }
    }

    public async Task<IReadOnlyList<ReceivedCallback>> ListAsync(string deployment, CancellationToken cancellationToken)
    {
        await table.CreateIfNotExistsAsync(cancellationToken);
        List<ReceivedCallback> found = [];
        var rows = table.QueryAsync<TableEntity>(row => row.PartitionKey == deployment, cancellationToken: cancellationToken);
        await foreach (var entity in rows)
        {
            found.Add(ToCallback(entity));
        }

        return found;
    }

    private static TableEntity ToEntity(ReceivedCallback callback) => new(callback.Deployment, callback.WebhookId)
    {
        [nameof(ReceivedCallback.Decision)] = callback.Decision,
        [nameof(ReceivedCallback.Reason)] = callback.Reason,
        [nameof(ReceivedCallback.Comment)] = callback.Comment,
        [nameof(ReceivedCallback.Deliveries)] = callback.Deliveries,
    };

    private static ReceivedCallback ToCallback(TableEntity entity) => new(
        entity.PartitionKey,
        entity.RowKey,
        entity.GetString(nameof(ReceivedCallback.Decision)),
        entity.GetString(nameof(ReceivedCallback.Reason)),
        entity.GetString(nameof(ReceivedCallback.Comment)),
        entity.GetInt32(nameof(ReceivedCallback.Deliveries)) ?? 0);
}
