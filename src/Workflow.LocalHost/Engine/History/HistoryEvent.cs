using System.Text.Json;
using System.Text.Json.Serialization;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Engine.History;

/// <summary>
/// One fact of an instance's history. What came from outside (a turn's time, results, timers, events) is fed to the orchestrator
/// on replay; what the orchestrator asked for is compared with what its code asks for on replay.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ExecutionStarted), "executionStarted")]
[JsonDerivedType(typeof(TurnStarted), "turnStarted")]
[JsonDerivedType(typeof(TaskScheduled), "taskScheduled")]
[JsonDerivedType(typeof(TaskCompleted), "taskCompleted")]
[JsonDerivedType(typeof(TaskFailed), "taskFailed")]
[JsonDerivedType(typeof(TimerCreated), "timerCreated")]
[JsonDerivedType(typeof(TimerFired), "timerFired")]
[JsonDerivedType(typeof(EventRaised), "eventRaised")]
[JsonDerivedType(typeof(ExecutionCompleted), "executionCompleted")]
[JsonDerivedType(typeof(ExecutionFailed), "executionFailed")]
internal abstract record HistoryEvent
{
    /// <summary>The event as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, WorkflowJson.Options);

    public static HistoryEvent FromJson(string json) => JsonSerializer.Deserialize<HistoryEvent>(json, WorkflowJson.Options)!;
}

/// <summary>The first event: what runs, with what. The code starts to run in the first turn.</summary>
internal sealed record ExecutionStarted(string Name, [property: JsonConverter(typeof(RawJsonConverter))] string Input) : HistoryEvent;

/// <summary>The orchestrator took its turn at this time, the current time of all that follows up to the next turn.</summary>
internal sealed record TurnStarted(DateTimeOffset At) : HistoryEvent;

/// <param name="Attempt">The number of the attempt, from 1.</param>
internal sealed record TaskScheduled(
    int Id, string Name, [property: JsonConverter(typeof(RawJsonConverter))] string Input, int Attempt) : HistoryEvent
{
    public override string ToString() => $"activity {Name} scheduled (id {Id})";
}

internal sealed record TaskCompleted(int Id, [property: JsonConverter(typeof(RawJsonConverter))] string Output) : HistoryEvent
{
    public override string ToString() => $"the activity with id {Id} completed";
}

internal sealed record TaskFailed(int Id, string ErrorType, string ErrorMessage) : HistoryEvent
{
    public override string ToString() => $"the activity with id {Id} failed";
}

internal sealed record TimerCreated(int Id, DateTimeOffset FireAt) : HistoryEvent
{
    public override string ToString() => $"timer created (id {Id}, due {FireAt:O})";
}

internal sealed record TimerFired(int Id) : HistoryEvent
{
    public override string ToString() => $"the timer with id {Id} fired";
}

internal sealed record EventRaised(string Name, [property: JsonConverter(typeof(RawJsonConverter))] string Payload) : HistoryEvent;

internal sealed record ExecutionCompleted([property: JsonConverter(typeof(RawJsonConverter))] string Output) : HistoryEvent;

internal sealed record ExecutionFailed(string Message) : HistoryEvent;
