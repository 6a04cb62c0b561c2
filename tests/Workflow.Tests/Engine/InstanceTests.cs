using Workflow.Orchestration;

namespace Workflow.Tests.Engine;

public sealed class InstanceTests
{
    private readonly VirtualTimeEngine engine = new();

    [Fact]
    public async Task An_Id_Starts_One_Instance_Only_Whether_It_Runs_Or_Has_Ended()
    {
        engine.AddOrchestrator<string, string>("Echo", async (context, input) =>
        {
            await context.WaitForExternalEvent<int>("Go");
            return input;
        });

        Assert.True(await engine.StartAsync("Echo", "one", "first"));
        Assert.False(await engine.StartAsync("Echo", "one", "second"));
        await engine.CrashAndRecoverAsync();
        Assert.False(await engine.StartAsync("Echo", "one", "third"));
        await engine.RaiseEventAsync("one", "Go", 1);
        Assert.False(await engine.StartAsync("Echo", "one", "fourth"));

        Assert.Equal("first", await engine.GetOutputAsync<string>("one"));
        Assert.False(engine.Store.IsOpen("one"));
    }

    [Fact]
    public async Task An_Entry_Without_Its_Instance_Is_Removed_And_Keeps_Nobody_From_Starting_It()
    {
        engine.AddOrchestrator<string, string>("Echo", (_, input) => Task.FromResult(input));
        engine.Store.OpenEntry("one");
        engine.Store.OpenEntry("two");

        Assert.True(await engine.StartAsync("Echo", "one", "first"));

        Assert.Equal("first", await engine.GetOutputAsync<string>("one"));
        Assert.False(engine.Store.IsOpen("two"));
    }

    [Fact]
    public async Task An_Unknown_Orchestrator_Is_Refused_With_The_Known_Names()
    {
        engine.AddOrchestrator<int, int>("Echo", (_, number) => Task.FromResult(number));

        var error = await Assert.ThrowsAsync<ArgumentException>(() => engine.StartAsync("Ecko", "one", 1));

        Assert.Contains("'Ecko'", error.Message, StringComparison.Ordinal);
        Assert.Contains("known are: Echo", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Custom_Status_Can_Be_Read_And_Lasts()
    {
        engine.AddOrchestrator<int, int>("Status", async (context, _) =>
        {
            context.SetCustomStatus(new { asked = "ann" });
            return await context.WaitForExternalEvent<int>("Go");
        });
        await engine.StartAsync("Status", "one", 0);
        await engine.CrashAndRecoverAsync();

        var instance = await engine.GetInstanceAsync("one");

        Assert.Equal("""{"asked":"ann"}""", instance!.SerializedCustomStatus);
        Assert.Equal(engine.Time.GetUtcNow(), instance.CreatedAt);
    }

    [Fact]
    public async Task Continuing_As_New_Keeps_The_Events_That_Nobody_Took()
    {
        engine.AddOrchestrator<int, int[]>("Rounds", async (context, round) =>
        {
            var number = await context.WaitForExternalEvent<int>("Number");
            if (round < 2)
            {
                context.ContinueAsNew(round + 1);
            }

            return [round, number];
        });
        await engine.StartAsync("Rounds", "one", 0);
        await engine.RaiseEventAsync("one", "Other", 7);
        await engine.RaiseEventAsync("one", "Number", 1);
        await engine.CrashAndRecoverAsync();
        await engine.RaiseEventAsync("one", "Number", 2);
        await engine.RaiseEventAsync("one", "Number", 3);

        var output = await engine.GetOutputAsync<int[]>("one");
        Assert.Equal([2, 3], output);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Continuing_As_New_Carries_Buffered_Events_Over_Where_It_Is_Asked_To(bool preserve)
    {
        engine.AddOrchestrator<bool, string>("Rounds", async (context, again) =>
        {
            if (again)
            {
                await context.WaitForExternalEvent<int>("Next");
                context.ContinueAsNew(false, preserve);
                return "";
            }

            using var cancelled = new CancellationTokenSource();
            var buffered = context.WaitForExternalEvent<int>("Buffered", cancelled.Token);
            var late = context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), cancelled.Token);
            var arrived = await Task.WhenAny(buffered, late) == buffered;
            cancelled.Cancel();
            return arrived ? "kept" : "lost";
        });
        await engine.StartAsync("Rounds", "one", true);
        await engine.RaiseEventAsync("one", "Buffered", 1);
        await engine.RaiseEventAsync("one", "Next", 1);

        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(preserve ? "kept" : "lost", await engine.GetOutputAsync<string>("one"));
    }

    [Fact]
    public async Task The_Result_Of_An_Earlier_Generation_Means_Nothing_To_The_Next()
    {
        var quick = new ActivityDefinition<string, string>("Quick");
        var slow = new ActivityDefinition<string, string>("Slow");
        var release = new TaskCompletionSource();
        engine
            .AddOrchestrator<string, string>("Rounds", async (context, round) =>
            {
                var first = context.CallActivityAsync(quick, round);
                var second = context.CallActivityAsync(slow, round);
                await first;
                if (round == "old")
                {
                    context.ContinueAsNew("new");
                    return "";
                }

                return await second;
            })
            .AddActivity(quick, round => round)
            .AddActivity(slow, async (round, _) =>
            {
                // The old one ends while the new one, which has the same number, still runs.
                if (round == "old")
                {
                    await release.Task;
                    return round;
                }

                release.SetResult();
                for (var i = 0; i < 100; i++)
                {
                    await Task.Yield();
                }

                return round;
            });

        await engine.StartAsync("Rounds", "one", "old");

        Assert.Equal("new", await engine.GetOutputAsync<string>("one"));
    }

    [Fact]
    public async Task A_Thousand_Instances_With_Timers_End_In_Virtual_Time()
    {
        engine.AddOrchestrator<int, int>("Wait", async (context, minutes) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(minutes), CancellationToken.None);
            return minutes;
        });
        for (var i = 0; i < 1000; i++)
        {
            await engine.StartAsync("Wait", $"i{i}", i % 97);
        }

        await engine.CrashAndRecoverAsync();
        await engine.AdvanceAsync(TimeSpan.FromMinutes(50));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.GetInstanceAsync("i50"))!.RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.GetInstanceAsync("i51"))!.RuntimeStatus);
    }
}
