using Workflow.Orchestration;
using Workflow.Tests.Engine;

namespace Workflow.Tests.Orchestration;

/// <summary>
/// Raises events from inside an activity: without waiting until the engine is idle, which it is not while the activity runs.
/// </summary>
internal sealed class DirectEvents(VirtualTimeEngine engine) : IOrchestrationClient
{
    public Task<bool> ScheduleNewOrchestrationInstanceAsync<TInput>(
        string orchestratorName, string instanceId, TInput input, CancellationToken cancellationToken) =>
        engine.Client.ScheduleNewOrchestrationInstanceAsync(orchestratorName, instanceId, input, cancellationToken);

    public Task RaiseEventAsync<TPayload>(
        string instanceId, string eventName, TPayload payload, CancellationToken cancellationToken) =>
        engine.Client.RaiseEventAsync(instanceId, eventName, payload, cancellationToken);

    public Task<OrchestrationInstance?> GetInstanceAsync(string instanceId, CancellationToken cancellationToken) =>
        engine.Client.GetInstanceAsync(instanceId, cancellationToken);

    public IAsyncEnumerable<OrchestrationInstance> GetAllInstancesAsync(OrchestrationFilter filter, CancellationToken cancellationToken) =>
        engine.Client.GetAllInstancesAsync(filter, cancellationToken);

    public Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken) =>
        engine.Client.PurgeInstanceAsync(instanceId, cancellationToken);
}
