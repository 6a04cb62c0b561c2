using Workflow.Orchestration;

namespace Workflow.Tests.Engine;

public sealed class TimerAndEventTests
{
    private readonly VirtualTimeEngine engine = new();

    [Fact]
    public async Task A_Wait_Of_Thirty_Days_Ends_At_Its_Minute()
    {
        engine.AddOrchestrator<int, DateTimeOffset>("Wait", async (context, days) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddDays(days), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });
        var start = engine.Time.GetUtcNow();
        await engine.StartAsync("Wait", "one", 30);

        await engine.AdvanceAsync(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.GetInstanceAsync("one"))!.RuntimeStatus);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(start.AddDays(30), await engine.GetOutputAsync<DateTimeOffset>("one"));
    }

    [Fact]
    public async Task A_Timer_That_Fell_Due_While_No_Engine_Ran_Fires_At_The_Next_Start()
    {
        engine.AddOrchestrator<int, string>("Wait", async (context, hours) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddHours(hours), CancellationToken.None);
            return "woken";
        });
        await engine.StartAsync("Wait", "one", 5);
        await engine.CrashAndRecoverAsync();

        await engine.AdvanceAsync(TimeSpan.FromHours(5));

        Assert.Equal("woken", await engine.GetOutputAsync<string>("one"));
    }

    [Fact]
    public async Task Timers_Fire_In_The_Order_They_Are_Due_Also_When_Both_Are_Overdue()
    {
        engine.AddOrchestrator<int, string>("Race", async (context, _) =>
        {
            var late = context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(-1), CancellationToken.None);
            var early = context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(-2), CancellationToken.None);
            var first = await Task.WhenAny(late, early) == early ? "early" : "late";
            await Task.WhenAll(late, early);
            return first;
        });

        await engine.StartAsync("Race", "one", 0);

        Assert.Equal("early", await engine.GetOutputAsync<string>("one"));
    }

    [Fact]
    public async Task A_Cancelled_Timer_Is_Never_Waited_For()
    {
        engine.AddOrchestrator<int, string>("Cancel", async (context, _) =>
        {
            using var cancelled = new CancellationTokenSource();
            var timer = context.CreateTimer(context.CurrentUtcDateTime.AddYears(1), cancelled.Token);
            cancelled.Cancel();
            return timer.IsCanceled ? "cancelled" : "open";
        });

        await engine.StartAsync("Cancel", "one", 0);

        Assert.Equal("cancelled", await engine.GetOutputAsync<string>("one"));
    }

    [Fact]
    public async Task A_Pending_Timer_Keeps_An_Orchestration_From_Completing()
    {
        engine.AddOrchestrator<int, string>("Forget", (context, hours) =>
        {
            var forgotten = context.CreateTimer(context.CurrentUtcDateTime.AddHours(hours), CancellationToken.None);
            return Task.FromResult(forgotten.IsCompleted ? "late" : "done");
        });
        await engine.StartAsync("Forget", "one", 1);

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.GetInstanceAsync("one"))!.RuntimeStatus);
        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("done", await engine.GetOutputAsync<string>("one"));
    }

    [Fact]
    public async Task Events_Are_Buffered_By_Name_And_Come_In_Order()
    {
        engine.AddOrchestrator<int, string[]>("Collect", async (context, _) =>
        {
            await context.WaitForExternalEvent<int>("Go");
            var first = await context.WaitForExternalEvent<string>("A");
            var other = await context.WaitForExternalEvent<string>("B");
            var second = await context.WaitForExternalEvent<string>("A");
            return [first, other, second];
        });
        await engine.StartAsync("Collect", "one", 0);

        await engine.RaiseEventAsync("one", "A", "a1");
        await engine.RaiseEventAsync("one", "A", "a2");
        await engine.RaiseEventAsync("one", "B", "b1");
        await engine.CrashAndRecoverAsync();
        await engine.RaiseEventAsync("one", "Go", 1);

        Assert.Equal(["a1", "b1", "a2"], await engine.GetOutputAsync<string[]>("one"));
    }

    [Fact]
    public async Task A_Cancelled_Wait_Leaves_The_Event_To_The_Next_One()
    {
        engine.AddOrchestrator<int, string>("Wait", async (context, _) =>
        {
            using var cancelled = new CancellationTokenSource();
            var given = context.WaitForExternalEvent<string>("A", cancelled.Token);
            cancelled.Cancel();
            return $"{given.IsCanceled} {await context.WaitForExternalEvent<string>("A")}";
        });
        await engine.StartAsync("Wait", "one", 0);

        await engine.RaiseEventAsync("one", "A", "a1");

        Assert.Equal("True a1", await engine.GetOutputAsync<string>("one"));
    }

    [Fact]
    public async Task An_Event_To_An_Unknown_Or_Ended_Instance_Is_Dropped()
    {
        engine.AddOrchestrator<int, int>("Echo", (_, number) => Task.FromResult(number));
        await engine.StartAsync("Echo", "one", 1);
        var writes = engine.Writes;

        await engine.RaiseEventAsync("one", "A", "late");
        await engine.RaiseEventAsync("two", "A", "lost");

        Assert.Equal(writes, engine.Writes);
        Assert.Null(await engine.GetInstanceAsync("two"));
    }

    [Fact]
    public async Task An_Instance_That_Waits_Is_Not_Read_Again_Until_It_Is_Woken()
    {
        engine.AddOrchestrator<int, string>("Wait", async (context, _) => await context.WaitForExternalEvent<string>("A"));
        await engine.StartAsync("Wait", "one", 0);
        await engine.CrashAndRecoverAsync();
        await engine.AdvanceAsync(TimeSpan.FromDays(100));
        Assert.Equal(0, engine.Store.HistoryReads);

        await engine.RaiseEventAsync("one", "A", "a1");

        Assert.Equal(1, engine.Store.HistoryReads);
        Assert.False(engine.Store.IsOpen("one"));
    }
}
