using Workflow.LocalHost.Engine.History;

namespace Workflow.LocalHost.Engine.Replay;

/// <summary>An orchestrator's code: reads its input and returns its output as JSON.</summary>
internal delegate Task<string> OrchestratorCode(Orchestration.IOrchestrationContext context, string input);

/// <summary>One run of an orchestrator's code over its history and what is new since.</summary>
internal sealed class Execution
{
    public const string ForeignAwait =
        "The orchestrator awaits something that is not from its context (such as Task.Delay, Task.Run or I/O), "
        + "which no replay can repeat: await only what the context returns, and put all else into activities.";

    private readonly TurnSynchronizationContext turn;
    private readonly OrchestratorCode code;
    private readonly List<HistoryEvent> added = [];
    private ExecutionStarted? started;
    private Task<string>? running;
    private DateTimeOffset lastTurnAt;

    /// <param name="foreign">Called when something foreign wakes the code, during this run or after it.</param>
    public Execution(string instanceId, int generation, OrchestratorCode code, ILoggerFactory loggerFactory, Action foreign)
    {
        this.code = code;
        turn = new(foreign);
        Context = new(instanceId, generation, turn, loggerFactory);
    }

    public OrchestrationContext Context { get; }

    /// <summary>What this run adds to the history.</summary>
    public IReadOnlyList<HistoryEvent> Added => added;

    /// <summary>Whether the code has had its first turn.</summary>
    public bool HasRun => running is not null;

    /// <exception cref="NonDeterminismException">The code does something else than it did before.</exception>
    public void Replay(IReadOnlyList<HistoryEvent> history)
    {
        foreach (var happened in history)
        {
            Apply(happened);
        }

        ExpectNoDecision("nothing more in the same turn");
    }

    /// <summary>Begins a turn, where this run has not begun one.</summary>
    public void BeginTurn(DateTimeOffset now)
    {
        if (Context.IsReplaying)
        {
            Context.IsReplaying = false;
            Add(new TurnStarted(now > lastTurnAt ? now : lastTurnAt));
        }
    }

    /// <summary>Feeds the code with something new.</summary>
    public void Add(HistoryEvent inbound)
    {
        added.Add(inbound);
        Apply(inbound);
        while (Context.Decisions.TryDequeue(out var decision))
        {
            added.Add(decision);
        }
    }

    /// <summary>Where the code stands: the event that ends the instance or begins its next generation, or null while it waits.</summary>
    public HistoryEvent? Ending()
    {
        if (running is not { IsCompleted: true })
        {
            return running is null || Context.WaitsForSomething ? null : new ExecutionFailed(ForeignAwait);
        }

        if (running.IsFaulted)
        {
            var error = running.Exception.InnerException!;
            return new ExecutionFailed($"{error.GetType().FullName}: {error.Message}");
        }

        if (running.IsCanceled)
        {
            return new ExecutionFailed("The orchestrator ended with an OperationCanceledException.");
        }

        if (Context.NextGeneration is { } next)
        {
            return new ExecutionStarted(started!.Name, next.Input);
        }

        return Context.HasOpenTimers ? null : new ExecutionCompleted(running.Result);
    }

    private void Apply(HistoryEvent happened)
    {
        switch (happened)
        {
            case ExecutionStarted execution:
                started = execution;
                break;
            case TurnStarted began:
                ExpectNoDecision("nothing more in the same turn");
                lastTurnAt = began.At;
                Context.CurrentUtcDateTime = began.At;
                if (running is null)
                {
                    turn.Start(() => running = code(Context, started!.Input));
                }

                break;
            case TaskScheduled task:
                Compare(task, Context.Decisions.TryDequeue(out var decision) ? decision : null);
                break;
            case TimerCreated timer:
                Compare(timer, Context.Decisions.TryDequeue(out var other) ? other : null);
                Context.KeepDueTime(timer);
                break;
            case TaskCompleted completed:
                turn.Complete(() => Context.Complete(completed));
                break;
            case TaskFailed failed:
                turn.Complete(() => Context.Fail(failed));
                break;
            case TimerFired fired:
                turn.Complete(() => Context.Fire(fired));
                break;
            case EventRaised raised:
                turn.Complete(() => Context.Events.Raise(raised));
                break;
            default:
                throw new InvalidOperationException($"{happened} does not belong into the history of an open instance.");
        }
    }

    private static void Compare(HistoryEvent history, HistoryEvent? decision)
    {
        var same = (history, decision) switch
        {
            (TaskScheduled was, TaskScheduled task) => was.Id == task.Id && was.Name == task.Name,
            (TimerCreated was, TimerCreated timer) => was.Id == timer.Id,
            _ => false,
        };
        if (!same)
        {
            throw new NonDeterminismException(history.ToString(), decision?.ToString() ?? "nothing more in the same turn");
        }
    }

    private void ExpectNoDecision(string history)
    {
        if (Context.Decisions.TryDequeue(out var decision))
        {
            throw new NonDeterminismException(history, decision.ToString());
        }
    }
}
