using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Workflow.LocalHost.Engine;
using Workflow.LocalHost.Engine.History;
using Workflow.Orchestration;

namespace Workflow.IntegrationTests.Engine;

/// <summary>An engine over real tables, without host and lease. Disposing of it is like killing its process.</summary>
internal sealed class TableEngine : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();

    public TableEngine(
        AzuriteFixture azurite, string prefix, TimeProvider time, EngineRegistry registry, TableServiceClient? storage = null)
    {
        Store = new(storage ?? new TableServiceClient(azurite.ConnectionString), prefix);
        Engine = new(
            Store, registry, services.GetRequiredService<IServiceScopeFactory>(), time, NullLoggerFactory.Instance,
            new EmbeddedEngineOptions { ConnectionString = azurite.ConnectionString });
    }

    public TableHistoryStore Store { get; }

    public OrchestrationEngine Engine { get; }

    public static async Task<TableEngine> StartAsync(
        AzuriteFixture azurite, string prefix, TimeProvider time, EngineRegistry registry, TableServiceClient? storage = null)
    {
        var started = new TableEngine(azurite, prefix, time, registry, storage);
        await started.Engine.StartAsync(TestContext.Current.CancellationToken);
        return started;
    }

    public async Task SettleAsync() => await Engine.WhenIdle().WaitAsync(Limit, TestContext.Current.CancellationToken);

    public async Task<OrchestrationInstance> GetAsync(string instanceId)
    {
        await SettleAsync();
        var instance = await Engine.GetInstanceAsync(instanceId, TestContext.Current.CancellationToken);
        Assert.NotNull(instance);
        return instance;
    }

    public ValueTask DisposeAsync()
    {
        Engine.Dispose();
        return services.DisposeAsync();
    }
}
