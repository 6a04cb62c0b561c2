using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Workflow.Orchestration;

namespace Workflow.Tests.Fakes;

/// <summary>Remembers what was started and raised, and runs nothing.</summary>
internal sealed class InMemoryOrchestrations(TimeProvider time) : IOrchestrationClient
{
    private readonly ConcurrentDictionary<string, (OrchestrationInstance Instance, object Input)> instances = new();
    private readonly ConcurrentQueue<(string InstanceId, string Name, object Payload)> events = new();

    public IReadOnlyDictionary<string, (OrchestrationInstance Instance, object Input)> Started => instances;

    /// <summary>In the order in which they were raised.</summary>
    public IReadOnlyCollection<(string InstanceId, string Name, object Payload)> Events => events;

    public Task<bool> ScheduleNewOrchestrationInstanceAsync<TInput>(
        string orchestratorName, string instanceId, TInput input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var at = time.GetUtcNow();
        var instance = new OrchestrationInstance(instanceId, OrchestrationRuntimeStatus.Running, at, at);
        return Task.FromResult(instances.TryAdd(instanceId, (instance, input!)));
    }

    public Task RaiseEventAsync<TPayload>(string instanceId, string eventName, TPayload payload, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (instances.ContainsKey(instanceId))
        {
            events.Enqueue((instanceId, eventName, payload!));
        }

        return Task.CompletedTask;
    }

    public Task<OrchestrationInstance?> GetInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(instances.TryGetValue(instanceId, out var found) ? found.Instance : null);
    }

    public async IAsyncEnumerable<OrchestrationInstance> GetAllInstancesAsync(
        OrchestrationFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (instance, _) in instances.Values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            if (filter.Statuses.Contains(instance.RuntimeStatus) && !(instance.CreatedAt >= filter.CreatedBefore))
            {
                yield return instance;
            }
        }
    }

    public Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            instances.TryGetValue(instanceId, out var found)
            && found.Instance.RuntimeStatus is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed
            && instances.TryRemove(KeyValuePair.Create(instanceId, found)));
    }

    /// <summary>Ends an instance at the present time.</summary>
    public void End(string instanceId, OrchestrationRuntimeStatus status)
    {
        var (instance, input) = instances[instanceId];
        instances[instanceId] = (instance with { RuntimeStatus = status, LastUpdatedAt = time.GetUtcNow() }, input);
    }
}
