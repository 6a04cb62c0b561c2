using Workflow.LocalHost.Engine.History;

namespace Workflow.LocalHost.Engine.Running;

/// <summary>What an instance takes its turn for.</summary>
internal abstract record Message
{
    /// <summary>Whoever must know that the message is durable, or that it is lost.</summary>
    public TaskCompletionSource? Handled { get; init; }
}

/// <summary>The engine has started and the instance may have work or a timer.</summary>
internal sealed record Recover : Message;

/// <summary>The instance has a generation whose code has not run.</summary>
internal sealed record Run : Message;

internal sealed record TimerDue : Message;

/// <param name="Generation">The generation that scheduled the activity; to a later one the result means nothing.</param>
/// <param name="Result">A <see cref="TaskCompleted"/> or a <see cref="TaskFailed"/>.</param>
internal sealed record ActivityEnded(int Generation, int TaskId, HistoryEvent Result) : Message;

internal sealed record ExternalEvent(EventRaised Raised) : Message;

/// <summary>Something that is not from the context woke the orchestrator.</summary>
internal sealed record ForeignWake(int Generation) : Message;
