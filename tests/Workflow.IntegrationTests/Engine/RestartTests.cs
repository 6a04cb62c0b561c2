using Microsoft.Extensions.Time.Testing;
using Workflow.LocalHost.Engine;
using Workflow.Orchestration;

namespace Workflow.IntegrationTests.Engine;

public sealed class RestartTests(AzuriteFixture azurite)
{
    private static readonly ActivityDefinition<string, string> Work = new("Work");

    private readonly string prefix = azurite.NewTablePrefix();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 7, 9, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Timers_Events_And_Activities_Under_Way_Survive_A_Kill()
    {
        var begun = new TaskCompletionSource();
        var runs = 0;
        var registry = new EngineRegistry()
            .Add<int, string>("Timer", async (context, hours) =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddHours(hours), CancellationToken.None);
                return "fired";
            })
            .Add<int, string>("Event", async (context, _) =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), CancellationToken.None);
                return await context.WaitForExternalEvent<string>("Answer");
            })
            .Add<string, string>("Activity", (context, input) => context.CallActivityAsync(Work, input))
            .Add(Work, async (input, cancellationToken) =>
            {
                if (Interlocked.Increment(ref runs) == 1)
                {
                    begun.SetResult();
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }

                return input;
            });
        await using (var killed = await StartAsync(registry))
        {
            await killed.Engine.ScheduleNewOrchestrationInstanceAsync("Timer", "timer", 1, Cancellation);
            await killed.Engine.ScheduleNewOrchestrationInstanceAsync("Event", "event", 0, Cancellation);
            await killed.Engine.ScheduleNewOrchestrationInstanceAsync("Activity", "activity", "done", Cancellation);
            await killed.Engine.RaiseEventAsync("event", "Answer", "yes", Cancellation);
            await begun.Task.WaitAsync(Cancellation);
        }

        await using var engine = await StartAsync(registry);
        await engine.SettleAsync();
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("\"fired\"", (await engine.GetAsync("timer")).SerializedOutput);
        Assert.Equal("\"yes\"", (await engine.GetAsync("event")).SerializedOutput);
        Assert.Equal("\"done\"", (await engine.GetAsync("activity")).SerializedOutput);
        Assert.Equal(2, runs);
        Assert.Equal(0, engine.Engine.OpenInstances);
        Assert.Empty(await engine.Store.ReadOpenAsync(Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task An_Orderly_Stop_Waits_For_Activities_And_Stores_What_They_Return()
    {
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var registry = new EngineRegistry()
            .Add<string, string>("Activity", (context, input) => context.CallActivityAsync(Work, input))
            .Add(Work, async (input, _) =>
            {
                begun.SetResult();
                await goOn.Task;
                return input;
            });
        await using var engine = await StartAsync(registry);
        await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Activity", "one", "done", Cancellation);
        await begun.Task.WaitAsync(Cancellation);

        var stopping = engine.Engine.StopAsync(Cancellation);
        goOn.SetResult();
        await stopping;

        var instance = await engine.Engine.GetInstanceAsync("one", Cancellation);
        Assert.Equal("\"done\"", instance!.SerializedOutput);
    }

    [Fact]
    public async Task A_Second_Writer_Is_Refused_By_The_ETag_And_The_History_Stays_Whole()
    {
        var registry = new EngineRegistry().Add<int, string[]>("Two", async (context, _) =>
            [await context.WaitForExternalEvent<string>("A"), await context.WaitForExternalEvent<string>("A")]);
        await using var engine = await StartAsync(registry);
        await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Two", "one", 0, Cancellation);
        await engine.SettleAsync();
        var stale = await engine.Store.ReadAsync("one", Cancellation);
        await engine.Engine.RaiseEventAsync("one", "A", "first", Cancellation);

        await Assert.ThrowsAsync<LocalHost.Engine.History.StaleInstanceException>(
            () => engine.Store.AppendAsync(stale!.Header, [new LocalHost.Engine.History.TimerFired(1)], Cancellation));

        await engine.Engine.RaiseEventAsync("one", "A", "second", Cancellation);
        Assert.Equal("""["first","second"]""", (await engine.GetAsync("one")).SerializedOutput);
    }

    [Fact]
    public async Task A_New_Generation_Replaces_The_Rows_Of_The_Old()
    {
        var registry = new EngineRegistry().Add<int, int>("Rounds", async (context, round) =>
        {
            var next = await context.WaitForExternalEvent<int>("Next");
            if (round < 3)
            {
                context.ContinueAsNew(round + 1);
            }

            return next;
        });
        await using (var killed = await StartAsync(registry))
        {
            await killed.Engine.ScheduleNewOrchestrationInstanceAsync("Rounds", "one", 0, Cancellation);
            await killed.Engine.RaiseEventAsync("one", "Next", 1, Cancellation);
            await killed.Engine.RaiseEventAsync("one", "Next", 2, Cancellation);
            await killed.SettleAsync();
        }

        await using var engine = await StartAsync(registry);
        await engine.Engine.RaiseEventAsync("one", "Next", 3, Cancellation);
        await engine.Engine.RaiseEventAsync("one", "Next", 4, Cancellation);

        Assert.Equal("4", (await engine.GetAsync("one")).SerializedOutput);
        var table = new Azure.Data.Tables.TableClient(azurite.ConnectionString, prefix + "Instances");
        var keys = await table.QueryAsync<Azure.Data.Tables.TableEntity>(cancellationToken: Cancellation)
            .Select(row => row.RowKey).ToListAsync(Cancellation);
        Assert.All(keys, key => Assert.True(key == "header" || key.StartsWith("00000003-", StringComparison.Ordinal), key));
    }

    private Task<TableEngine> StartAsync(EngineRegistry registry) => TableEngine.StartAsync(azurite, prefix, time, registry);
}
