using System.Runtime.CompilerServices;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Workflow.Orchestration;
using OrchestrationRuntimeStatus = Workflow.Orchestration.OrchestrationRuntimeStatus;

namespace Workflow.Functions.Durable;

/// <summary>Starts, tells, reads and removes orchestrations on Durable Functions.</summary>
internal sealed partial class DurableOrchestrationClient(BoundDurableClient bound, ILogger<DurableOrchestrationClient> logger)
    : IOrchestrationClient
{
    /// <summary>
    /// Looks before it starts, since Durable Functions starts an ended id anew; and after a refused start, since another call may have
    /// been faster. What storage makes of two starts at the same moment is one instance.
    /// </summary>
    public async Task<bool> ScheduleNewOrchestrationInstanceAsync<TInput>(
        string orchestratorName, string instanceId, TInput input, CancellationToken cancellationToken)
    {
        var client = bound.Current;
        if (await ExistsAsync(client, instanceId, cancellationToken))
        {
            return false;
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                orchestratorName, input, new StartOrchestrationOptions(instanceId), cancellationToken);
            return true;
        }
        catch (Exception refused) when (!cancellationToken.IsCancellationRequested)
        {
            if (await ExistsAsync(client, instanceId, cancellationToken))
            {
                Log.StartedElsewhere(logger, refused, instanceId);
                return false;
            }

            throw;
        }
    }

    public async Task RaiseEventAsync<TPayload>(
        string instanceId, string eventName, TPayload payload, CancellationToken cancellationToken)
    {
        var client = bound.Current;
        try
        {
            await client.RaiseEventAsync(instanceId, eventName, payload, cancellationToken);
        }
        catch (Exception refused) when (!cancellationToken.IsCancellationRequested)
        {
            // Some versions of the extension drop an event that nobody waits for, others refuse it.
            if (await client.GetInstancesAsync(instanceId, false, cancellationToken) is { } instance && !HasEnded(instance))
            {
                throw;
            }

            Log.EventDropped(logger, refused, eventName, instanceId);
        }
    }

    public async Task<OrchestrationInstance?> GetInstanceAsync(string instanceId, CancellationToken cancellationToken) =>
        await bound.Current.GetInstancesAsync(instanceId, getInputsAndOutputs: true, cancellationToken) is { } instance
            ? InstanceStatus.Read(instance)
            : null;

    public async IAsyncEnumerable<OrchestrationInstance> GetAllInstancesAsync(
        OrchestrationFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new OrchestrationQuery(
            CreatedTo: filter.CreatedBefore, Statuses: [.. filter.Statuses.SelectMany(InstanceStatus.DurableStatusesOf)]);
        await foreach (var page in bound.Current.GetAllInstancesAsync(query).AsPages().WithCancellation(cancellationToken))
        {
            foreach (var instance in page.Values.Select(InstanceStatus.Read).Where(instance => Selects(filter, instance)))
            {
                yield return instance;
            }
        }
    }

    public async Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        var client = bound.Current;
        if (await client.GetInstancesAsync(instanceId, false, cancellationToken) is not { } instance || !HasEnded(instance))
        {
            return false;
        }

        var purged = await client.PurgeInstanceAsync(instanceId, cancellationToken);
        return purged.PurgedInstanceCount > 0;
    }

    private static async Task<bool> ExistsAsync(DurableTaskClient client, string instanceId, CancellationToken cancellationToken) =>
        await client.GetInstancesAsync(instanceId, false, cancellationToken) is not null;

    private static bool HasEnded(OrchestrationMetadata instance) =>
        InstanceStatus.Of(instance.RuntimeStatus) is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed;

    /// <summary>Storage that cannot filter by creation or status returns more than was asked for.</summary>
    private static bool Selects(OrchestrationFilter filter, OrchestrationInstance instance) =>
        filter.Statuses.Contains(instance.RuntimeStatus)
        && (filter.CreatedBefore is not { } moment || instance.CreatedAt < moment);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Orchestration {InstanceId} was started by another call.")]
        public static partial void StartedElsewhere(ILogger logger, Exception exception, string instanceId);

        [LoggerMessage(2, LogLevel.Information, "Event {EventName} dropped: orchestration {InstanceId} is unknown or has ended.")]
        public static partial void EventDropped(ILogger logger, Exception exception, string eventName, string instanceId);
    }
}
