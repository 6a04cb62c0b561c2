using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Workflow.LocalHost.Engine.History;
using Workflow.LocalHost.Engine.Running;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Engine;

/// <summary>
/// Runs orchestrations in this process. Instances that only wait are not in memory but for their id and next timer;
/// a timer, an event or an activity's end brings them back by replay. It alone may write its store.
/// </summary>
internal sealed partial class OrchestrationEngine : IOrchestrationClient, IDisposable
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(30);

    private static readonly Counter<long> Started = Telemetry.Meter.CreateCounter<long>(
        "workflow.orchestrations.started", description: "Orchestrations started, by orchestrator.");

    private static readonly Counter<long> Ended = Telemetry.Meter.CreateCounter<long>(
        "workflow.orchestrations.ended", description: "Orchestrations ended, by orchestrator and status.");

    private readonly ConcurrentDictionary<string, Instance> instances = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WorkTracker tracker = new();
    private readonly IHistoryStore store;
    private readonly EngineRegistry registry;
    private readonly TimeProvider time;
    private readonly EmbeddedEngineOptions options;
    private readonly TaskScheduler scheduler;
    private readonly ILogger logger;
    private readonly SemaphoreSlim turns;
    private readonly TimerQueue timers;
    private readonly ActivityRunner activities;
    private readonly TurnRunner turnRunner;
    private Task[] workers = [];

    /// <param name="scheduler">What runs turns and activities.</param>
    public OrchestrationEngine(
        IHistoryStore store, EngineRegistry registry, IServiceScopeFactory scopes, TimeProvider time,
        ILoggerFactory loggerFactory, EmbeddedEngineOptions options, TaskScheduler? scheduler = null)
    {
        this.store = store;
        this.registry = registry;
        this.time = time;
        this.options = options;
        this.scheduler = scheduler ?? TaskScheduler.Default;
        logger = loggerFactory.CreateLogger<OrchestrationEngine>();
        turns = new(options.MaxConcurrentTurns);
        timers = new(time, instance => Post(instance, new TimerDue()));
        activities = new(
            registry, scopes, options.ActivityTimeout, time, loggerFactory.CreateLogger<ActivityRunner>(), tracker, Post);
        turnRunner = new(store, registry, time, loggerFactory, Post);
    }

    /// <summary>
    /// An instance has ended as failed, which is stored; carries its id. Called on the instance's turn: a handler must return
    /// soon. It is called once as a rule, again where it throws, and not at all where the process ends in between.
    /// </summary>
    public event Action<string>? InstanceFailed;

    /// <summary>When the first timer of any instance is due.</summary>
    public DateTimeOffset? NextTimerAt => timers.NextDueAt;

    /// <summary>How many instances have not ended.</summary>
    public int OpenInstances => instances.Count;

    /// <summary>Completes when all instances wait, for timers or events.</summary>
    public Task WhenIdle() => tracker.WhenIdle();

    /// <summary>Finds every open instance and brings it back in the background; until then calls of the client wait.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.PrepareAsync(cancellationToken);
        List<OpenInstance> open = await store.ReadOpenAsync(cancellationToken).ToListAsync(cancellationToken);
        foreach (var entry in open)
        {
            instances[entry.InstanceId] = new Instance(entry.InstanceId, entry);
        }

        workers = [.. Enumerable.Range(0, options.MaxConcurrentActivities).Select(_ => Spawn(() => activities.WorkAsync(stopping.Token)))];
        foreach (var entry in open)
        {
            Post(instances[entry.InstanceId], new Recover());
        }

        Log.Started(logger, open.Count);
        ready.SetResult();
    }

    /// <summary>Lets activities that run come to their end, for as long as the options allow, and writes down what they return.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        timers.Dispose();
        activities.Drain();
        try
        {
            // An engine that was aborted has nothing to wait for.
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping.Token);
            await tracker.WhenIdle().WaitAsync(options.DrainLimit, time, ending.Token);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            Log.NotDrained(logger, options.DrainLimit);
        }

        Abort();
    }

    /// <summary>Stops at once and writes nothing more. What was under way begins again at the next start.</summary>
    public void Abort()
    {
        timers.Dispose();
        activities.Drain();
        stopping.Cancel();
        ready.TrySetCanceled();
    }

    public void Dispose()
    {
        Abort();
        turns.Dispose();
    }
}
