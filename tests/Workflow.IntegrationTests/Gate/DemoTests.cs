using System.Text.Json;

namespace Workflow.IntegrationTests.Gate;

public sealed class DemoTests
{
    [Fact]
    public async Task The_Demo_Ends_Every_Deployment_As_Its_Scenario_Says()
    {
        using var folder = new GateFolder();
        await using var demo = GateProcess.Start(folder, "demo", null, "--output", "json");

        var line = await demo.FindLineAsync(line => line.Contains("\"finished\"", StringComparison.Ordinal));

        Assert.NotNull(line);
        var finished = JsonDocument.Parse(line).RootElement;
        var reasons = finished.GetProperty("deployments").EnumerateArray().Select(one => one.GetProperty("reason").GetString());
        Assert.Equal(["released-by-policy", "approved", "rejected", "timed-out", "approved"], reasons);
        Assert.True(finished.GetProperty("ok").GetBoolean(), line);
        Assert.Equal(0, (await demo.WaitAsync()).Code);
    }

    [Fact]
    public async Task A_Killed_Demo_Is_Finished_Exactly_Once_By_Serve_On_The_Same_Storage()
    {
        using var folder = new GateFolder();
        var ids = new HashSet<string>();
        await using (var demo = GateProcess.Start(folder, "demo", null, "--output", "json"))
        {
            await demo.FindLineAsync(line =>
            {
                ids.Add(JsonDocument.Parse(line).RootElement.GetProperty("deployment").GetString()!);
                return ids.Count == 5;
            });
            await demo.KillAsync();
        }

        await using var serve = GateProcess.Start(folder, "serve");
        await serve.FindLineAsync(line => line.Contains("Application started", StringComparison.Ordinal));
        using var http = new HttpClient { BaseAddress = folder.Url };
        var gate = new LocalHost.Demo.GateClient(http);
        var pipeline = new LocalHost.Demo.PipelineClient(http);
        var open = new HashSet<string>();
        foreach (var id in ids)
        {
            if (await gate.FindAsync(id, TestContext.Current.CancellationToken) is not { IsEnded: true })
            {
                open.Add(id);
            }
        }

        await serve.FindLineAsync(line =>
        {
            open.RemoveWhere(id => line.Contains($"Deployment {id} is", StringComparison.Ordinal));
            return open.Count == 0;
        });

        foreach (var id in ids)
        {
            var callback = Assert.Single(await pipeline.ReadCallbacksAsync(id, TestContext.Current.CancellationToken));

            // A gate that is killed between telling the pipeline and noting it tells it again, with the same message id.
            Assert.InRange(callback.Deliveries, 1, 2);
            var status = await gate.FindAsync(id, TestContext.Current.CancellationToken);
            Assert.Equal(status!.Outcome!.Reason, callback.Reason);
            Assert.True((await gate.ReadAuditAsync(id, TestContext.Current.CancellationToken)).Intact);
        }
    }
}
