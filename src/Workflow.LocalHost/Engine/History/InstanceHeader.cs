using Workflow.Orchestration;

namespace Workflow.LocalHost.Engine.History;

/// <summary>What must be known of an instance without reading its history.</summary>
internal sealed record InstanceHeader
{
    public required string InstanceId { get; init; }

    public required string OrchestratorName { get; init; }

    /// <summary>Tells the call that wrote the instance from others that started the same id.</summary>
    public Guid CreationId { get; init; }

    /// <summary>Tells the last turn that was stored from others that were meant to be; none before the first.</summary>
    public Guid TurnId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    public string? CustomStatus { get; init; }

    public string? FailureMessage { get; init; }

    /// <summary>The W3C trace context of whoever started the instance.</summary>
    public string? TraceParent { get; init; }

    /// <summary>How often the instance started anew with an empty history.</summary>
    public int Generation { get; init; }

    /// <summary>When the first open timer is due.</summary>
    public DateTimeOffset? NextTimerAt { get; init; }

    /// <summary>Whether something is to be done without a timer or an event: a first turn, or activities that have not ended.</summary>
    public bool HasWork { get; init; } = true;

    /// <summary>How many rows of history of this generation are valid.</summary>
    public int RowCount { get; init; }

    /// <summary>Changes with every write; a write that names another version is refused.</summary>
    public string Version { get; init; } = "";

    public bool HasEnded => Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed;
}

/// <summary>An instance as it is stored.</summary>
internal sealed record StoredInstance(InstanceHeader Header, IReadOnlyList<HistoryEvent> Events)
{
    /// <summary>The activities that were scheduled and have not ended.</summary>
    public IEnumerable<TaskScheduled> OpenTasks()
    {
        var ended = Events.Select(e => e switch { TaskCompleted done => done.Id, TaskFailed failed => failed.Id, _ => -1 }).ToHashSet();
        return Events.OfType<TaskScheduled>().Where(task => !ended.Contains(task.Id));
    }
}

/// <summary>An entry of the list of instances that have not ended.</summary>
/// <param name="Version">Of the entry, not of the instance.</param>
internal sealed record OpenInstance(string InstanceId, string Version);
