using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Workflow.LocalHost.Engine;
using Workflow.Orchestration;

namespace Workflow.Tests.Engine;

/// <summary>
/// The embedded engine in virtual time over a store in memory. Every call returns when all instances wait for a timer or an
/// event, so that a test never waits for a clock. Engines can die and come back; callers whose call was cut off call again, as
/// outside systems do.
/// </summary>
public sealed class VirtualTimeEngine : IDisposable
{
    /// <summary>Only so that a test that never settles ends.</summary>
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(30);

    private readonly EngineRegistry registry = new();
    private readonly InMemoryHistoryStore store = new();
    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();
    private readonly TaskScheduler oneAtATime = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    private readonly ILoggerFactory loggerFactory;
    private readonly List<string> failed = [];
    private CrashingStore? connection;
    private OrchestrationEngine? engine;
    private ForgetfulStore? network;
    private (int Write, bool Written) nextCrash;
    private (int Write, LostAnswer Answer, int Reads) nextLoss;
    private int writesBefore;

    public VirtualTimeEngine(ILoggerFactory? loggerFactory = null) => this.loggerFactory = loggerFactory ?? NullLoggerFactory.Instance;

    /// <summary>The clock, starting on Wednesday 2026-01-07 09:00 UTC. Move it with <see cref="AdvanceAsync"/>.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 7, 9, 0, 0, TimeSpan.Zero));

    /// <summary>How often instances were written to the store, by all engines together.</summary>
    public int Writes => writesBefore + (connection?.Writes ?? 0);

    /// <summary>How often an engine died.</summary>
    public int Crashes { get; private set; }

    /// <summary>Whether the answer to a write was lost on the way to the engine that runs.</summary>
    public bool HasLostAnswer => network is { HasLost: true };

    /// <summary>The instances that the engines told to have failed, in order.</summary>
    public IReadOnlyList<string> Failed => failed;

    /// <summary>The engine itself, for calls from inside an activity: it is not idle then, and must not be waited for.</summary>
    public IOrchestrationClient Client => engine!;

    internal InMemoryHistoryStore Store => store;

    public VirtualTimeEngine AddOrchestrator<TInput, TOutput>(string name, Func<IOrchestrationContext, TInput, Task<TOutput>> run)
    {
        registry.AddOrchestrator(name, run);
        return this;
    }

    public VirtualTimeEngine AddActivity<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> definition, Func<TInput, CancellationToken, Task<TOutput>> run) =>
        AddActivity(definition, new DelegateActivity<TInput, TOutput>(run));

    public VirtualTimeEngine AddActivity<TInput, TOutput>(ActivityDefinition<TInput, TOutput> definition, Func<TInput, TOutput> run) =>
        AddActivity(definition, (input, _) => Task.FromResult(run(input)));

    public VirtualTimeEngine AddActivity<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> definition, IActivity<TInput, TOutput> activity)
    {
        registry.AddActivity(definition, _ => activity);
        return this;
    }

    /// <summary>Lets the engine die once, at the n-th write to the store that is made from this call on.</summary>
    /// <param name="write">From 1.</param>
    /// <param name="written">Whether the write is stored before the engine dies.</param>
    public void CrashAtWrite(int write, bool written)
    {
        Assert.Null(engine);
        nextCrash = (write, written);
    }

    /// <summary>
    /// Lets the store take the n-th write from this call on, but lose its answer. The engine lives on, and a caller that hears
    /// of it calls again.
    /// </summary>
    /// <param name="write">From 1.</param>
    /// <param name="lostReads">How many reads fail thereafter.</param>
    public void LoseAnswerAtWrite(int write, LostAnswer answer, int lostReads = 0)
    {
        Assert.Null(engine);
        nextLoss = (write, answer, lostReads);
    }

    /// <summary>Starts an instance.</summary>
    /// <returns>Whether it was started: false where there was one with this id.</returns>
    public Task<bool> StartAsync<TInput>(string orchestratorName, string instanceId, TInput input) =>
        CallAsync(client => client.ScheduleNewOrchestrationInstanceAsync(
            orchestratorName, instanceId, input, TestContext.Current.CancellationToken));

    public Task RaiseEventAsync<TPayload>(string instanceId, string eventName, TPayload payload) =>
        CallAsync(async client =>
        {
            await client.RaiseEventAsync(instanceId, eventName, payload, TestContext.Current.CancellationToken);
            return true;
        });

    public Task<OrchestrationInstance?> GetInstanceAsync(string instanceId) =>
        CallAsync(client => client.GetInstanceAsync(instanceId, TestContext.Current.CancellationToken));

    public Task<bool> PurgeInstanceAsync(string instanceId) =>
        CallAsync(client => client.PurgeInstanceAsync(instanceId, TestContext.Current.CancellationToken));

    public async Task<IReadOnlyList<OrchestrationInstance>> GetAllInstancesAsync(OrchestrationFilter filter) =>
        await CallAsync(client =>
            client.GetAllInstancesAsync(filter, TestContext.Current.CancellationToken).ToListAsync().AsTask());

    /// <summary>What a completed instance returned.</summary>
    public async Task<TOutput> GetOutputAsync<TOutput>(string instanceId)
    {
        var instance = await GetInstanceAsync(instanceId);
        Assert.NotNull(instance);
        Assert.True(
            instance.RuntimeStatus is OrchestrationRuntimeStatus.Completed, $"{instance.RuntimeStatus}: {instance.FailureMessage}");
        return JsonSerializer.Deserialize<TOutput>(instance.SerializedOutput!, WorkflowJson.Options)!;
    }

    /// <summary>Moves the clock, stopping at every timer that is due on the way.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        var end = Time.GetUtcNow() + time;
        await SettleAsync();
        while (engine!.NextTimerAt is { } due && due <= end)
        {
            Time.Advance(due > Time.GetUtcNow() ? due - Time.GetUtcNow() : TimeSpan.Zero);
            await SettleAsync();
        }

        Time.SetUtcNow(end);
        await SettleAsync();
    }

    /// <summary>Lets the engine die as it stands and starts another on the same store.</summary>
    public async Task CrashAndRecoverAsync()
    {
        await RecoverAsync();
        await SettleAsync();
    }

    public void Dispose()
    {
        engine?.Dispose();
        services.Dispose();
        loggerFactory.Dispose();
    }

    private async Task<T> CallAsync<T>(Func<IOrchestrationClient, Task<T>> call)
    {
        while (true)
        {
            await SettleAsync();
            var calling = call(engine!);
            await Task.WhenAny(calling, connection!.Died).WaitAsync(SettleLimit);
            if (calling.IsCompleted)
            {
                try
                {
                    var result = await calling;
                    await SettleAsync();
                    return result;
                }
                catch (AnswerLostException)
                {
                    continue;
                }
            }
        }
    }

    private async Task SettleAsync()
    {
        if (engine is null)
        {
            await RecoverAsync();
        }

        while (await Task.WhenAny(connection!.Died, engine!.WhenIdle()).WaitAsync(SettleLimit) == connection.Died)
        {
            await RecoverAsync();
        }
    }

    private async Task RecoverAsync()
    {
        if (engine is not null)
        {
            engine.Dispose();
            writesBefore += connection!.Writes;
            Crashes++;
        }

        network = new ForgetfulStore(store, nextLoss.Write, nextLoss.Answer, nextLoss.Reads);
        connection = new CrashingStore(network, nextCrash.Write, nextCrash.Written);
        nextCrash = default;
        nextLoss = default;
        engine = new(
            connection, registry, services.GetRequiredService<IServiceScopeFactory>(), Time, loggerFactory,
            new EmbeddedEngineOptions { ConnectionString = "none" }, oneAtATime);
        engine.InstanceFailed += failed.Add;
        await engine.StartAsync(TestContext.Current.CancellationToken);
    }

    private sealed class DelegateActivity<TInput, TOutput>(Func<TInput, CancellationToken, Task<TOutput>> run) : IActivity<TInput, TOutput>
    {
        public Task<TOutput> RunAsync(TInput input, CancellationToken cancellationToken) => run(input, cancellationToken);
    }
}
