using Workflow.LocalHost.Engine.History;
using Workflow.LocalHost.Engine.Replay;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Engine.Running;

/// <summary>Takes an instance's turn: replays it, feeds it with its messages and writes down what came of it in one step.</summary>
internal sealed partial class TurnRunner(
    IHistoryStore store, EngineRegistry registry, TimeProvider time, ILoggerFactory loggerFactory, Action<Instance, Message> post)
{
    private readonly ILogger logger = loggerFactory.CreateLogger<TurnRunner>();

    /// <returns>The header after the turn; null where there is no such instance.</returns>
    public async Task<InstanceHeader?> TakeAsync(Instance instance, IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        if (messages is [Recover] && instance.Loaded is null)
        {
            // Ten thousand waiting instances are recovered by their headers alone.
            var header = await store.ReadHeaderAsync(instance.Id, cancellationToken);
            if (header is null or { HasEnded: true } or { HasWork: false })
            {
                return header;
            }
        }

        var stored = instance.Loaded ?? await store.ReadAsync(instance.Id, cancellationToken);
        if (stored is null or { Header.HasEnded: true })
        {
            return stored?.Header;
        }

        instance.Loaded = null;
        var (next, added) = await Task.Factory.StartNew(
            () => Decide(instance, stored, messages), cancellationToken, TaskCreationOptions.HideScheduler, TaskScheduler.Current);
        var events = next.Generation == stored.Header.Generation ? [.. stored.Events, .. added] : added;
        next = next with { HasWork = !next.HasEnded && (next.HasWork || new StoredInstance(next, events).OpenTasks().Any()) };
        if (added.Count > 0)
        {
            next = await AppendAsync(next with { TurnId = Guid.NewGuid() }, added, cancellationToken);
        }

        if (next.Generation != stored.Header.Generation)
        {
            instance.Begun = null;
            post(instance, new Run());
        }

        // An activity that has begun will soon end and wake the instance: what is kept needs not be read again.
        instance.Loaded = next.HasWork ? new(next, events) : null;
        return next;
    }

    private async Task<InstanceHeader> AppendAsync(
        InstanceHeader next, IReadOnlyList<HistoryEvent> added, CancellationToken cancellationToken)
    {
        try
        {
            return await store.AppendAsync(next, added, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The storage may have taken the turn, and only its answer was lost or told a repetition that it came too late.
            if (await store.ReadHeaderAsync(next.InstanceId, cancellationToken) is { } stored && stored.TurnId == next.TurnId)
            {
                return stored;
            }

            throw;
        }
    }

    private (InstanceHeader Next, IReadOnlyList<HistoryEvent> Added) Decide(
        Instance instance, StoredInstance stored, IReadOnlyList<Message> messages)
    {
        var header = stored.Header;
        var now = time.GetUtcNow();
        if (registry.FindOrchestrator(header.OrchestratorName) is not { } code)
        {
            return Failed(header, now, [], $"No orchestrator named {header.OrchestratorName} is registered.");
        }

        var generation = header.Generation;
        var execution = new Execution(
            instance.Id, generation, code, loggerFactory, () => post(instance, new ForeignWake(generation)));
        try
        {
            execution.Replay(stored.Events);
            if (!execution.HasRun)
            {
                execution.BeginTurn(now);
            }

            foreach (var message in messages)
            {
                Feed(execution, generation, message, now);
            }

            return Conclude(header, now, execution);
        }
        catch (Exception exception)
        {
            // An orchestrator that cannot go on must not stay open without a word.
            return Failed(
                header,
                now,
                execution.Added,
                exception is NonDeterminismException ? exception.Message : $"{exception.GetType().FullName}: {exception.Message}");
        }
    }

    private static void Feed(Execution execution, int generation, Message message, DateTimeOffset now)
    {
        switch (message)
        {
            case ActivityEnded ended when ended.Generation == generation && execution.Context.IsOpenTask(ended.TaskId):
                execution.BeginTurn(now);
                execution.Add(ended.Result);
                break;
            case ExternalEvent external:
                execution.BeginTurn(now);
                execution.Add(external.Raised);
                break;
            case TimerDue:
                foreach (var timer in execution.Context.DueTimers(now).Where(execution.Context.IsOpenTimer))
                {
                    execution.BeginTurn(now);
                    execution.Add(new TimerFired(timer));
                }

                break;
            case ForeignWake foreign when foreign.Generation == generation:
                throw new InvalidOperationException(Execution.ForeignAwait);
        }
    }

    private (InstanceHeader Next, IReadOnlyList<HistoryEvent> Added) Conclude(
        InstanceHeader header, DateTimeOffset now, Execution execution)
    {
        var context = execution.Context;
        var ending = execution.Ending();
        header = header with { CustomStatus = context.CustomStatus, UpdatedAt = now };
        switch (ending)
        {
            case ExecutionFailed failed:
                return Failed(header, now, execution.Added, failed.Message);
            case ExecutionCompleted:
                header = header with { Status = OrchestrationRuntimeStatus.Completed, NextTimerAt = null, HasWork = false };
                return (header, [.. execution.Added, ending]);
            case ExecutionStarted:
                header = header with { Generation = header.Generation + 1, RowCount = 0, NextTimerAt = null, HasWork = true };
                return (header, [ending, .. context.NextGeneration!.Value.PreserveEvents ? context.Events.Buffered : []]);
            default:
                header = header with { Status = OrchestrationRuntimeStatus.Running, NextTimerAt = context.NextTimerAt, HasWork = false };
                return (header, execution.Added);
        }
    }

    private (InstanceHeader Next, IReadOnlyList<HistoryEvent> Added) Failed(
        InstanceHeader header, DateTimeOffset now, IReadOnlyList<HistoryEvent> added, string message)
    {
        Log.InstanceFailed(logger, header.OrchestratorName, header.InstanceId, message);
        header = header with
        {
            Status = OrchestrationRuntimeStatus.Failed,
            FailureMessage = message,
            UpdatedAt = now,
            NextTimerAt = null,
            HasWork = false,
        };
        return (header, [.. added, new ExecutionFailed(message)]);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Orchestrator {Orchestrator}, instance {InstanceId}, failed: {Reason}")]
        public static partial void InstanceFailed(ILogger logger, string orchestrator, string instanceId, string reason);
    }
}
