using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workflow.Adapters.Files;
using Workflow.Adapters.Graph;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Graph;

/// <summary>The adapter as a host registers it, against the fake, with three groups.</summary>
internal sealed class GraphAdapter : IAsyncDisposable
{
    public const int Seniors = 100;
    public const int Principals = 101;
    public const int ReleaseManagers = 102;

    private readonly ServiceProvider services;

    public GraphAdapter(FakeGraph graph, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Graph:TenantId"] = FakeGraph.Tenant,
            ["Graph:ClientId"] = FakeGraph.ClientId,
            ["Graph:ClientSecret"] = FakeGraph.Secret,
            ["Graph:BaseUrl"] = $"{graph.Address}v1.0",
            ["Graph:LevelGroups:0:Group"] = FakeTenant.Id(Seniors),
            ["Graph:LevelGroups:0:Level"] = "Senior",
            ["Graph:LevelGroups:1:Group"] = FakeTenant.Id(Principals),
            ["Graph:LevelGroups:1:Level"] = "Principal",
            ["Graph:RoleGroups:0:Group"] = FakeTenant.Id(ReleaseManagers),
            ["Graph:RoleGroups:0:Role"] = "release-manager",
            ["Graph:TitleLevels:0:Title"] = "*engineer ii*",
            ["Graph:TitleLevels:0:Level"] = "Mid",
            ["Graph:LoginAttributes:github"] = "7",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        var collection = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time)
            .AddFiles(configuration.GetSection("Files"))
            .AddGraph(configuration.GetSection("Graph"));
        collection.AddHttpClient("Graph.Token").ConfigurePrimaryHttpMessageHandler(() => new TokensFromFake(graph.Address));
        services = collection.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));

    public IPeopleDirectory Directory => services.GetRequiredService<IPeopleDirectory>();

    public IPersonPhotos Photos => services.GetRequiredService<IPersonPhotos>();

    /// <summary>A reading behind the back of a test may still run: Polly waits for its end, and does so in the adapter's own time.</summary>
    public async ValueTask DisposeAsync()
    {
        var disposed = services.DisposeAsync().AsTask();
        while (!disposed.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await disposed;
    }
}
