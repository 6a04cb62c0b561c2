using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workflow.IntegrationTests.Engine;
using Workflow.LocalHost.Engine;
using Workflow.Orchestration;

namespace Workflow.Benchmarks.Engine;

/// <summary>The engine as a host runs it: on real tables, with its lease.</summary>
internal sealed class MeasuredEngine : IAsyncDisposable
{
    public const string OneActivity = "OneActivity";

    private readonly IHost host;
    private readonly OrchestrationEngine engine;

    private MeasuredEngine(IHost host)
    {
        this.host = host;
        engine = host.Services.GetRequiredService<OrchestrationEngine>();
    }

    /// <summary>How many instances have not ended.</summary>
    public int OpenInstances => engine.OpenInstances;

    public static async Task<MeasuredEngine> StartAsync(string storage, string tablePrefix, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddEmbeddedEngine(options =>
            {
                options.ConnectionString = storage;
                options.TablePrefix = tablePrefix;
            })
            .AddOrchestrator<int, int>(OneActivity, (context, number) => context.CallActivityAsync(Echo.Definition, number))
            .AddOrchestrator<string, string>(WaitingOrchestration.Name, WaitingOrchestration.RunAsync)
            .AddActivity<int, int, Echo>(Echo.Definition);
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new MeasuredEngine(host);
    }

    /// <summary>Starts instances from several callers at a time.</summary>
    /// <returns>When all of them have ended or wait.</returns>
    public async Task RunAsync<TInput>(
        string orchestrator, int count, int starters, Func<int, TInput> input, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = starters, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, parallel, async (i, stop) =>
            await engine.ScheduleNewOrchestrationInstanceAsync(orchestrator, $"{orchestrator}-{Guid.NewGuid():N}", input(i), stop));
        await WhenIdleAsync(cancellationToken);
    }

    public Task WhenIdleAsync(CancellationToken cancellationToken) => engine.WhenIdle().WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private sealed class Echo : IActivity<int, int>
    {
        public static readonly ActivityDefinition<int, int> Definition = new("Echo");

        public Task<int> RunAsync(int input, CancellationToken cancellationToken) => Task.FromResult(input);
    }
}
