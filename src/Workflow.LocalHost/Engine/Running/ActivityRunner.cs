using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Workflow.LocalHost.Engine.History;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Engine.Running;

/// <summary>An activity that is to be run.</summary>
internal sealed record ActivityWork(Instance Instance, int Generation, TaskScheduled Task, string? TraceParent);

/// <summary>Runs activities, each in a scope of its own and only so many at a time.</summary>
internal sealed partial class ActivityRunner(
    EngineRegistry registry, IServiceScopeFactory scopes, TimeSpan timeout, TimeProvider time, ILogger<ActivityRunner> logger,
    WorkTracker tracker, Action<Instance, ActivityEnded> report)
{
    private static readonly Histogram<double> Duration = Telemetry.Meter.CreateHistogram<double>(
        "workflow.activity.duration", "s", "How long activities ran, by activity and outcome.");

    private readonly Channel<ActivityWork> queue = Channel.CreateUnbounded<ActivityWork>();
    private volatile bool draining;

    public void Enqueue(ActivityWork work)
    {
        tracker.Begin();
        if (!queue.Writer.TryWrite(work))
        {
            tracker.End();
        }
    }

    /// <summary>Begins nothing more; what is queued is durable and runs at the next start.</summary>
    public void Drain()
    {
        draining = true;
        queue.Writer.TryComplete();
    }

    /// <summary>Takes activities from the queue one after the other until the runner drains.</summary>
    public async Task WorkAsync(CancellationToken stopping)
    {
        await foreach (var work in queue.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (!draining && !stopping.IsCancellationRequested && await RunAsync(work, stopping) is { } result)
            {
                report(work.Instance, new ActivityEnded(work.Generation, work.Task.Id, result));
            }

            tracker.End();
        }
    }

    /// <returns>The result; null where the engine stopped before there was one.</returns>
    private async Task<HistoryEvent?> RunAsync(ActivityWork work, CancellationToken stopping)
    {
        var task = work.Task;
        using var span = StartSpan(task.Name, work.TraceParent);
        span?.SetTag("workflow.instance.id", work.Instance.Id);
        span?.SetTag("workflow.activity.name", task.Name);
        span?.SetTag("workflow.activity.attempt", task.Attempt);
        var began = time.GetTimestamp();
        var outcome = "completed";
        try
        {
            return new TaskCompleted(task.Id, await RunInTimeAsync(task, stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            outcome = "stopped";
            return null;
        }
        catch (Exception exception)
        {
            // Whatever went wrong is the orchestrator's to judge: it sees the failure and answers.
            outcome = "failed";
            span?.SetStatus(ActivityStatusCode.Error, exception.Message);
            Log.ActivityFailed(logger, exception, task.Name, work.Instance.Id, task.Attempt);
            return new TaskFailed(task.Id, exception.GetType().FullName!, exception.Message);
        }
        finally
        {
            span?.SetTag("workflow.activity.outcome", outcome);
            Duration.Record(
                time.GetElapsedTime(began).TotalSeconds,
                new("workflow.activity.name", task.Name), new("workflow.activity.outcome", outcome));
        }
    }

    /// <summary>Asks code that takes too long to stop and waits for it no longer: an abandoned run's result means nothing.</summary>
    /// <exception cref="TimeoutException">The code did not end in time.</exception>
    private async Task<string> RunInTimeAsync(TaskScheduled task, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);

        // A task of its own, so that code that blocks its thread is left behind as well.
        var running = Task.Factory.StartNew(
            () => RunInScopeAsync(task, either), CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current);
        try
        {
            return await running.Unwrap().WaitAsync(limit.Token);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new TimeoutException($"Activity {task.Name} did not end within {timeout}.", exception);
        }
    }

    /// <summary>Owns what the code uses for as long as it runs, also after nobody waits for it any more.</summary>
    private async Task<string> RunInScopeAsync(TaskScheduled task, CancellationTokenSource cancellation)
    {
        using var owned = cancellation;
        var code = registry.FindActivity(task.Name)
            ?? throw new InvalidOperationException($"No activity named {task.Name} is registered.");
        await using var scope = scopes.CreateAsyncScope();
        return await code(scope.ServiceProvider, task.Input, cancellation.Token);
    }

    /// <summary>Joins the trace of the instance's start, also where nobody samples it: outside systems still get its id.</summary>
    private static Activity? StartSpan(string name, string? traceParent)
    {
        ActivityContext.TryParse(traceParent, null, out var parent);
        return Telemetry.Source.StartActivity(name, ActivityKind.Internal, parent)
            ?? (traceParent is null ? null : new Activity(name).SetParentId(traceParent).Start());
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Activity {Activity} of instance {InstanceId} failed in attempt {Attempt}")]
        public static partial void ActivityFailed(ILogger logger, Exception exception, string activity, string instanceId, int attempt);
    }
}
