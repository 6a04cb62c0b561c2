using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflow.LocalHost.Hosting;
using Workflow.Orchestration;

namespace Workflow.Tests.Hosting;

public sealed class GateEngineTests
{
    [Fact]
    public async Task The_Engine_Runs_Every_Orchestrator_Of_The_Catalogue()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:TablePrefix"] = "Gate" })
            .Build();
        var services = new ServiceCollection().AddLogging();
        services.AddGateEngine(configuration, new GateLocation(new Uri("http://127.0.0.1"), "UseDevelopmentStorage=true", null!));
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IOrchestrationClient>();

        var unknown = await Assert.ThrowsAsync<ArgumentException>(() => client.ScheduleNewOrchestrationInstanceAsync(
            "Unknown", "one", 1, TestContext.Current.CancellationToken));

        var names = typeof(OrchestratorCatalogue).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.FieldType.GetProperty("Name")!.GetValue(field.GetValue(null)));
        Assert.All(names, name => Assert.Contains($"{name}", unknown.Message, StringComparison.Ordinal));
    }
}
