using System.Collections.Concurrent;
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
}
