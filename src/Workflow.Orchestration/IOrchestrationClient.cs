namespace Workflow.Orchestration;

/// <summary>The part of Durable Task's <c>DurableTaskClient</c> that the gate uses.</summary>
public interface IOrchestrationClient
{
    /// <summary>Starts an instance. An instance with this id, running or ended, makes it a no-op.</summary>
    /// <returns>Whether this call started the instance.</returns>
    Task<bool> ScheduleNewOrchestrationInstanceAsync<TInput>(
        string orchestratorName, string instanceId, TInput input, CancellationToken cancellationToken);

    /// <summary>Returns after the event is durable. Events to an unknown or ended instance are dropped.</summary>
    Task RaiseEventAsync<TPayload>(string instanceId, string eventName, TPayload payload, CancellationToken cancellationToken);

    /// <summary>The instance's state, or null where there is none with this id.</summary>
    Task<OrchestrationInstance?> GetInstanceAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>The instances that a filter selects, without their outputs, in no particular order.</summary>
    IAsyncEnumerable<OrchestrationInstance> GetAllInstancesAsync(OrchestrationFilter filter, CancellationToken cancellationToken);

    /// <summary>Removes an ended instance with its history; its id may then be scheduled anew.</summary>
    /// <returns>Whether there was an ended instance with this id. A running one stays.</returns>
    Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken);
}

/// <summary>Selects orchestration instances.</summary>
/// <param name="Statuses">Only instances in one of these.</param>
/// <param name="CreatedBefore">Only instances created before this moment; null for all.</param>
public sealed record OrchestrationFilter(
    IReadOnlyCollection<OrchestrationRuntimeStatus> Statuses, DateTimeOffset? CreatedBefore = null);

/// <summary>The state of one orchestration instance.</summary>
/// <param name="FailureMessage">
/// Why it failed, where <paramref name="RuntimeStatus"/> is <see cref="OrchestrationRuntimeStatus.Failed"/>.
/// </param>
/// <param name="SerializedCustomStatus">The last custom status as JSON.</param>
/// <param name="SerializedOutput">What the orchestrator returned, as JSON.</param>
public sealed record OrchestrationInstance(
    string InstanceId,
    OrchestrationRuntimeStatus RuntimeStatus,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt,
    string? SerializedCustomStatus = null,
    string? SerializedOutput = null,
    string? FailureMessage = null);

/// <summary>Where an orchestration instance stands, in Durable Task's words.</summary>
public enum OrchestrationRuntimeStatus
{
    Pending,
    Running,
    Completed,
    Failed,
}
