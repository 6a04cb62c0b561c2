using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Workflow.LocalHost.Engine.History;
using Workflow.LocalHost.Engine.Running;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Engine;

/// <content>What callers ask of the engine.</content>
internal sealed partial class OrchestrationEngine
{
    public async Task<bool> ScheduleNewOrchestrationInstanceAsync<TInput>(
        string orchestratorName, string instanceId, TInput input, CancellationToken cancellationToken)
    {
        if (registry.FindOrchestrator(orchestratorName) is null)
        {
            throw new ArgumentException(
                $"No orchestrator named '{orchestratorName}' is registered; known are: {string.Join(", ", registry.OrchestratorNames)}.",
                nameof(orchestratorName));
        }

        await ready.Task.WaitAsync(cancellationToken);
        if (instances.TryGetValue(instanceId, out var known))
        {
            if (known.RecoveredFrom is not null)
            {
                // The list of open instances may name one that was never written.
                await PostAndWaitAsync(known, new Recover(), cancellationToken);
            }

            if (instances.ContainsKey(instanceId))
            {
                return false;
            }
        }

        var now = time.GetUtcNow();
        var header = new InstanceHeader
        {
            InstanceId = instanceId,
            OrchestratorName = orchestratorName,
            CreationId = Guid.NewGuid(),
            CreatedAt = now,
            UpdatedAt = now,
            TraceParent = Activity.Current?.Id,
        };
        var started = await CreateAsync(
            header, new ExecutionStarted(orchestratorName, JsonSerializer.Serialize(input, WorkflowJson.Options)));
        if (started)
        {
            Started.Add(1, new KeyValuePair<string, object?>("workflow.orchestrator", orchestratorName));
        }

        return started;
    }

    public async Task RaiseEventAsync<TPayload>(
        string instanceId, string eventName, TPayload payload, CancellationToken cancellationToken)
    {
        await ready.Task.WaitAsync(cancellationToken);
        if (!instances.TryGetValue(instanceId, out var instance))
        {
            Log.EventDropped(logger, eventName, instanceId);
            return;
        }

        var raised = new EventRaised(eventName, JsonSerializer.Serialize(payload, WorkflowJson.Options));
        await PostAndWaitAsync(instance, new ExternalEvent(raised), cancellationToken);
    }

    public async Task<OrchestrationInstance?> GetInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (await store.ReadHeaderAsync(instanceId, cancellationToken) is not { } header)
        {
            return null;
        }

        var output = header.Status is OrchestrationRuntimeStatus.Completed
            ? (await store.ReadAsync(instanceId, cancellationToken))?.Events.OfType<ExecutionCompleted>().LastOrDefault()?.Output
            : null;
        return InstanceOf(header, output);
    }

    public async IAsyncEnumerable<OrchestrationInstance> GetAllInstancesAsync(
        OrchestrationFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ready.Task.WaitAsync(cancellationToken);
        await foreach (var header in store.ReadHeadersAsync(filter, cancellationToken))
        {
            yield return InstanceOf(header, null);
        }
    }

    public async Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        await ready.Task.WaitAsync(cancellationToken);
        if (instances.TryGetValue(instanceId, out var known) && known.RecoveredFrom is not null)
        {
            // The list of open instances may name one that has ended.
            await PostAndWaitAsync(known, new Recover(), cancellationToken);
        }

        // One that is still in memory may have writes to come, although its last turn is stored.
        var found = false;
        while (!instances.ContainsKey(instanceId)
            && await store.ReadHeaderAsync(instanceId, cancellationToken) is { HasEnded: true } header)
        {
            found = true;
            if (await store.TryPurgeAsync(header, cancellationToken))
            {
                break;
            }
        }

        return found;
    }

    private static OrchestrationInstance InstanceOf(InstanceHeader header, string? output) => new(
        header.InstanceId, header.Status, header.CreatedAt, header.UpdatedAt, header.CustomStatus, output, header.FailureMessage);

    /// <returns>Whether the stored instance is the one that this call wrote.</returns>
    private async Task<bool> CreateAsync(InstanceHeader header, HistoryEvent started)
    {
        InstanceHeader? created = null;
        try
        {
            created = await store.CreateAsync(header, [started], stopping.Token);
        }
        catch (Exception) when (!stopping.IsCancellationRequested)
        {
            if (await store.ReadHeaderAsync(header.InstanceId, stopping.Token) is null)
            {
                throw;
            }
        }

        if (created is not null)
        {
            var fresh = new Instance(header.InstanceId) { Loaded = new(created, [started]) };
            Post(instances.GetOrAdd(header.InstanceId, fresh), new Run());
            return true;
        }

        // A write whose answer was lost, of this call or an earlier one, left an instance that nobody runs.
        var found = await store.ReadHeaderAsync(header.InstanceId, stopping.Token);
        if (found is { HasEnded: false })
        {
            Post(instances.GetOrAdd(header.InstanceId, id => new Instance(id)), new Recover());
        }

        return found?.CreationId == header.CreationId;
    }
}
