using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workflow.Adapters.Tables;

namespace Workflow.IntegrationTests.Tables;

public sealed class StorageHealthTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_Storage_Is_Healthy_While_Its_Tables_Can_Be_Read_And_Unhealthy_When_One_Is_Gone()
    {
        using var host = await TableFixtures.StartStoresAsync(azurite);
        var health = host.Services.GetRequiredService<HealthCheckService>();

        var before = await health.CheckHealthAsync(TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<GateTables>().Audit.DeleteAsync(TestContext.Current.CancellationToken);
        var after = await health.CheckHealthAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Healthy, before.Entries["storage"].Status);
        Assert.Equal(HealthStatus.Unhealthy, after.Entries["storage"].Status);
    }
}
