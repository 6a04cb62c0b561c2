using System.Globalization;
using System.Text.Json;
using Workflow.LocalHost.Engine.History;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Engine.Replay;

/// <summary>
/// What the orchestrator sees. It notes what the code asks for and knows what the code waits for. Its own awaits need no context:
/// they go on inside the completion of what they wait for, which is on the turn.
/// </summary>
internal sealed class OrchestrationContext(
    string instanceId, int generation, TurnSynchronizationContext turn, ILoggerFactory loggerFactory) : IOrchestrationContext
{
    /// <summary>As in Durable Functions: 16 KiB of UTF-16 text.</summary>
    private const int LongestCustomStatus = 8 * 1024;

    private readonly Dictionary<int, (TaskScheduled Task, TaskCompletionSource<string> Ended)> tasks = [];
    private readonly SortedDictionary<int, OpenTimer> timers = [];
    private int lastId;
    private int guids;

    public string InstanceId => instanceId;

    public DateTimeOffset CurrentUtcDateTime { get; set; }

    public bool IsReplaying { get; set; } = true;

    /// <summary>What the code asked for and history was not yet compared with, in order.</summary>
    public Queue<HistoryEvent> Decisions { get; } = new();

    public ExternalEvents Events { get; } = new(turn);

    public string? CustomStatus { get; private set; }

    public (string Input, bool PreserveEvents)? NextGeneration { get; private set; }

    public bool HasOpenTimers => timers.Count > 0;

    public bool WaitsForSomething => tasks.Count > 0 || HasOpenTimers || Events.HasWaits;

    public DateTimeOffset? NextTimerAt => HasOpenTimers ? timers.Values.Min(timer => timer.FireAt) : null;

    public Guid NewGuid()
    {
        turn.Check();
        return DeterministicGuid.From(string.Create(CultureInfo.InvariantCulture, $"{instanceId}/{generation}/{guids++}"));
    }

    public async Task<TOutput> CallActivityAsync<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> activity, TInput input, RetryPolicy? retry = null)
    {
        var serialized = JsonSerializer.Serialize(input, WorkflowJson.Options);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var output = await ScheduleTask(activity.Name, serialized, attempt).ConfigureAwait(false);
                return JsonSerializer.Deserialize<TOutput>(output, WorkflowJson.Options)!;
            }
            catch (ActivityFailedException) when (attempt < retry?.MaxNumberOfAttempts)
            {
                await CreateTimer(CurrentUtcDateTime + retry.DelayAfter(attempt), CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    public Task CreateTimer(DateTimeOffset fireAt, CancellationToken cancellationToken)
    {
        turn.Check();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var timer = new OpenTimer(++lastId, fireAt);
        timers.Add(timer.Id, timer);
        Decisions.Enqueue(new TimerCreated(timer.Id, fireAt));
        cancellationToken.Register(() => turn.Cancel(() =>
        {
            timers.Remove(timer.Id);
            timer.Fired.TrySetCanceled(cancellationToken);
        }));
        return timer.Fired.Task;
    }

    public async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        turn.Check();
        var payload = await Events.WaitAsync(eventName, cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize<T>(payload, WorkflowJson.Options)
            ?? throw new JsonException($"An event '{eventName}' came without a payload.");
    }

    public void SetCustomStatus(object? customStatus)
    {
        turn.Check();
        var status = customStatus is null ? null : JsonSerializer.Serialize(customStatus, WorkflowJson.Options);
        CustomStatus = status?.Length > LongestCustomStatus
            ? throw new ArgumentException($"The custom status is {status.Length} characters of JSON; "
                + $"at most {LongestCustomStatus} are allowed.", nameof(customStatus))
            : status;
    }

    public void ContinueAsNew(object newInput, bool preserveUnprocessedEvents = true)
    {
        turn.Check();
        NextGeneration = (JsonSerializer.Serialize(newInput, WorkflowJson.Options), preserveUnprocessedEvents);
    }

    public ILogger CreateReplaySafeLogger(string categoryName) =>
        new ReplaySafeLogger(loggerFactory.CreateLogger(categoryName), () => IsReplaying);

    public bool IsOpenTask(int id) => tasks.ContainsKey(id);

    /// <summary>The timers that are due, the earliest first.</summary>
    public IReadOnlyList<int> DueTimers(DateTimeOffset now) =>
    [
        .. timers.Values.Where(timer => timer.FireAt <= now)
            .OrderBy(timer => timer.FireAt)
            .ThenBy(timer => timer.Id)
            .Select(timer => timer.Id),
    ];

    public bool IsOpenTimer(int id) => timers.ContainsKey(id);

    public void Complete(TaskCompleted completed) => Take(completed.Id, completed).Ended.SetResult(completed.Output);

    public void Fail(TaskFailed failed)
    {
        var (task, ended) = Take(failed.Id, failed);
        ended.SetException(new ActivityFailedException(task.Name, failed.ErrorType, failed.ErrorMessage));
    }

    public void Fire(TimerFired fired)
    {
        if (!timers.Remove(fired.Id, out var timer))
        {
            throw new NonDeterminismException(fired.ToString(), "no such timer is open");
        }

        timer.Fired.SetResult();
    }

    /// <summary>A timer is due when history says, also where the code's delays have changed.</summary>
    public void KeepDueTime(TimerCreated created)
    {
        if (timers.TryGetValue(created.Id, out var timer))
        {
            timer.FireAt = created.FireAt;
        }
    }

    private Task<string> ScheduleTask(string name, string input, int attempt)
    {
        turn.Check();
        var task = new TaskScheduled(++lastId, name, input, attempt);
        var ended = new TaskCompletionSource<string>();
        tasks.Add(task.Id, (task, ended));
        Decisions.Enqueue(task);
        return ended.Task;
    }

    private (TaskScheduled Task, TaskCompletionSource<string> Ended) Take(int id, HistoryEvent happened) =>
        tasks.Remove(id, out var open) ? open : throw new NonDeterminismException(happened.ToString(), "no such activity is open");

    private sealed class OpenTimer(int id, DateTimeOffset fireAt)
    {
        public int Id { get; } = id;

        public DateTimeOffset FireAt { get; set; } = fireAt;

        public TaskCompletionSource Fired { get; } = new();
    }
}
