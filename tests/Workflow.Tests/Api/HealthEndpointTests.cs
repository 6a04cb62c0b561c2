using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Workflow.Tests.Api;

public sealed class HealthEndpointTests
{
    [Fact]
    public async Task A_Failing_Dependency_Makes_The_Gate_Not_Ready_And_Leaves_It_Alive()
    {
        await using var gate = await GateServer.StartAsync(services => services.AddHealthChecks()
            .AddCheck("tables", () => HealthCheckResult.Unhealthy("AccountKey=secret", new IOException("AccountKey=secret")))
            .AddCheck("engine", () => HealthCheckResult.Healthy()));

        var ready = await gate.GetAsync("/readyz");
        var alive = await gate.GetAsync("/healthz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(
            """{"status":"not-ready","checks":[{"name":"engine","state":"healthy"},{"name":"tables","state":"unhealthy"}]}""",
            await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task A_Gate_Whose_Dependencies_Answer_Is_Ready()
    {
        await using var gate = await GateServer.StartAsync(services => services.AddHealthChecks()
            .AddCheck("mail", () => HealthCheckResult.Degraded()));

        var ready = await gate.GetJsonAsync("/readyz");

        Assert.Equal("ready", ready.GetProperty("status").GetString());
    }
}
