using Microsoft.Extensions.Logging;

namespace Workflow.Orchestration;

/// <summary>
/// What an orchestrator may do: the part of Durable Task's <c>TaskOrchestrationContext</c> that the gate uses, member for member
/// with the same names and meaning, so that one orchestrator runs on Durable Functions and on the embedded engine.
/// </summary>
/// <remarks>
/// An orchestrator is replayed from its history. It takes time, identifiers and every effect from here only, and awaits nothing else.
/// </remarks>
public interface IOrchestrationContext
{
    /// <summary>The identifier that the instance was scheduled with.</summary>
    string InstanceId { get; }

    /// <summary>The time of the history event being processed: the same on every replay.</summary>
    DateTimeOffset CurrentUtcDateTime { get; }

    /// <summary>Whether the code runs to rebuild its state from history rather than for the first time.</summary>
    bool IsReplaying { get; }

    /// <summary>An identifier that is the same on every replay.</summary>
    Guid NewGuid();

    /// <summary>Runs an activity, at least once, and returns its result.</summary>
    /// <exception cref="ActivityFailedException">The activity failed and its retries, if any, are used up.</exception>
    Task<TOutput> CallActivityAsync<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> activity, TInput input, RetryPolicy? retry = null);

    /// <summary>
    /// A durable timer. Cancel it when another wait won: an orchestration with a pending timer does not complete.
    /// </summary>
    Task CreateTimer(DateTimeOffset fireAt, CancellationToken cancellationToken);

    /// <summary>
    /// Waits for one external event. Events are delivered at least once and in order of arrival to the waits of the same name;
    /// what arrives before it is waited for is buffered. Keep one wait and await it again instead of cancelling it: some engine
    /// versions deliver an event to a cancelled wait, and it is lost.
    /// </summary>
    /// <exception cref="System.Text.Json.JsonException">The event that came has no payload, or one that cannot be read.</exception>
    Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Publishes a small serializable status that clients can read.</summary>
    void SetCustomStatus(object? customStatus);

    /// <summary>Starts the same instance again with a new input and an empty history once the orchestrator returns.</summary>
    void ContinueAsNew(object newInput, bool preserveUnprocessedEvents = true);

    /// <summary>A logger that is silent while the orchestrator is replayed.</summary>
    ILogger CreateReplaySafeLogger(string categoryName);
}
