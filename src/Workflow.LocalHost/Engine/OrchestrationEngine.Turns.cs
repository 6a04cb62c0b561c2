using Workflow.LocalHost.Engine.History;
using Workflow.LocalHost.Engine.Running;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Engine;

/// <content>Messages in, turns taken, activities and timers out.</content>
internal sealed partial class OrchestrationEngine
{
    private void Post(Instance instance, Message message)
    {
        tracker.Begin();
        if (instance.Enqueue(message))
        {
            Spawn(() => HandleAsync(instance));
        }
    }

    /// <summary>Returns when what came of the message is stored.</summary>
    private async Task PostAndWaitAsync(Instance instance, Message message, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping.Token);
        var handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(instance, message with { Handled = handled });
        await handled.Task.WaitAsync(either.Token);
    }

    /// <summary>Runs code apart from the caller: without its trace, its log scopes and its culture.</summary>
    private Task Spawn(Func<Task> run)
    {
        using var apart = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        return Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();
    }

    private async Task HandleAsync(Instance instance)
    {
        var failures = 0;
        while (instance.TakeAll() is { } messages)
        {
            try
            {
                await TakeTurnAsync(instance, messages);
                failures = 0;
                tracker.End(messages.Count);
                messages.ForEach(message => message.Handled?.TrySetResult());
            }
            catch (Exception exception)
            {
                // Senders of events hear of it and send again; all else is tried again here. What was written may be stored
                // though its answer was lost: then it has work or timers that the instance must be brought back for.
                var lost = messages.RemoveAll(message => message.Handled?.TrySetException(exception) ?? false);
                if (messages.Count == 0)
                {
                    tracker.Begin();
                    messages.Add(new Recover());
                }

                var kept = messages.Count;
                instance.PutBack(messages);
                tracker.End(lost);
                if (stopping.IsCancellationRequested)
                {
                    tracker.End(kept);
                    return;
                }

                // At once the first time: a turn that was refused as stale only needs to be read again.
                var backoff = failures == 0
                    ? TimeSpan.Zero
                    : TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures - 1), LongestBackoff.TotalSeconds));
                failures++;
                Log.TurnFailed(logger, exception, instance.Id, backoff);
                await Task.Delay(backoff, time, stopping.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    private async Task TakeTurnAsync(Instance instance, List<Message> messages)
    {
        await turns.WaitAsync(stopping.Token);
        try
        {
            if (instances.GetValueOrDefault(instance.Id) != instance)
            {
                // It ended before this turn, and its id may be another instance's by now.
                return;
            }

            var header = await turnRunner.TakeAsync(instance, messages, stopping.Token);
            if (header is null or { HasEnded: true })
            {
                await ForgetAsync(instance, header);
                return;
            }

            timers.Set(instance, header.NextTimerAt);
            if (instance.Loaded is not { } loaded)
            {
                instance.Begun = null;
                return;
            }

            foreach (var task in loaded.OpenTasks().Where(task => (instance.Begun ??= []).Add((header.Generation, task.Id))))
            {
                activities.Enqueue(new(instance, header.Generation, task, header.TraceParent));
            }
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task ForgetAsync(Instance instance, InstanceHeader? header)
    {
        timers.Set(instance, null);
        if (header is { Status: OrchestrationRuntimeStatus.Failed })
        {
            InstanceFailed?.Invoke(instance.Id);
        }

        instances.TryRemove(KeyValuePair.Create(instance.Id, instance));

        if (header is not null)
        {
            Ended.Add(
                1, new("workflow.orchestrator", header.OrchestratorName), new("workflow.orchestration.status", header.Status.ToString()));
        }

        if (instance.RecoveredFrom is { } entry)
        {
            // A crash came between the instance's last write and the removal of its entry, or right after the entry was written.
            await store.CloseAsync(entry, stopping.Token);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The engine runs; {Open} instances had not ended and go on")]
        public static partial void Started(ILogger logger, int open);

        [LoggerMessage(LogLevel.Warning, "Activities did not end within {Limit}; they run again at the next start")]
        public static partial void NotDrained(ILogger logger, TimeSpan limit);

        [LoggerMessage(LogLevel.Information, "Event {EventName} was dropped: no instance {InstanceId} is open")]
        public static partial void EventDropped(ILogger logger, string eventName, string instanceId);

        [LoggerMessage(LogLevel.Error, "A turn of instance {InstanceId} could not be stored; it is tried again in {Backoff}")]
        public static partial void TurnFailed(ILogger logger, Exception exception, string instanceId, TimeSpan backoff);
    }
}
