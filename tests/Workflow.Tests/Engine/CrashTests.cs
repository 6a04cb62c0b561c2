using CsCheck;

namespace Workflow.Tests.Engine;

public sealed class CrashTests
{
    private static readonly string[] People = ["ann", "bob"];

    [Fact]
    public async Task An_Orchestration_Ends_The_Same_Whichever_Write_The_Engine_Dies_At()
    {
        var (expected, activities, writes) = await RunAsync(0, written: false);
        Assert.Equal("bob at 2026-01-11T09:00:00.0000000+00:00", expected);
        Assert.Equal(11, writes);

        for (var write = 1; write <= writes; write++)
        {
            foreach (var written in new[] { false, true })
            {
                var (output, again, _) = await RunAsync(write, written);

                Assert.Equal(expected, output);
                Assert.Equal(activities, again);
            }
        }
    }

    [Fact]
    public void Events_Reach_The_Orchestrator_In_Order_However_Often_The_Engine_Dies() =>
        Gen.Select(Gen.Int[0, 3].Array[1, 12], Gen.Int[1, 8], Gen.Bool).Sample(
            (steps, write, written) => CollectAsync(steps, write, written).GetAwaiter().GetResult(), iter: 300, threads: 1);

    private static async Task<(string? Output, string[] Activities, int Writes)> RunAsync(int write, bool written)
    {
        // What an activity did twice because of the crash is seen once by the idempotent outside.
        var outside = new HashSet<string>();
        var failures = 2;
        using var engine = new VirtualTimeEngine()
            .AddOrchestrator<string[], string>(SampleOrchestration.Name, SampleOrchestration.RunAsync)
            .AddActivity(SampleOrchestration.Ask, name => failures-- > 0 ? throw new IOException("busy") : Note(name))
            .AddActivity(SampleOrchestration.Note, Note);
        engine.CrashAtWrite(write, written);

        await engine.StartAsync(SampleOrchestration.Name, "one", People);
        await engine.AdvanceAsync(TimeSpan.FromDays(4));
        await engine.RaiseEventAsync("one", "Answer", new SampleOrchestration.Answer("bob", true));

        Assert.Equal(write > 0 ? 1 : 0, engine.Crashes);
        return (await engine.GetOutputAsync<string>("one"), [.. outside], engine.Writes);

        string Note(string text)
        {
            outside.Add(text);
            return text;
        }
    }

    /// <summary>Steps 1 to 3 raise that many events; step 0 lets a day pass.</summary>
    private static async Task CollectAsync(int[] steps, int write, bool written)
    {
        using var engine = new VirtualTimeEngine().AddOrchestrator<int, int[]>("Collect", async (context, end) =>
        {
            List<int> received = [];
            var waiting = context.WaitForExternalEvent<int>("Number");
            while (true)
            {
                using var cancelled = new CancellationTokenSource();
                await Task.WhenAny(waiting, context.CreateTimer(context.CurrentUtcDateTime.AddHours(7), cancelled.Token));
                cancelled.Cancel();
                if (waiting.IsCompleted)
                {
                    var number = await waiting;
                    if (number == end)
                    {
                        return [.. received];
                    }

                    received.Add(number);
                    waiting = context.WaitForExternalEvent<int>("Number");
                }
            }
        });
        engine.CrashAtWrite(write, written);
        await engine.StartAsync("Collect", "one", -1);
        var sent = 0;
        foreach (var step in steps)
        {
            for (var i = 0; i < step; i++)
            {
                await engine.RaiseEventAsync("one", "Number", ++sent);
            }

            await engine.AdvanceAsync(TimeSpan.FromDays(step == 0 ? 1 : 0));
        }

        await engine.RaiseEventAsync("one", "Number", -1);

        var received = await engine.GetOutputAsync<int[]>("one");
        Assert.Equal(Enumerable.Range(1, sent), received.Distinct());
        Assert.True(received.Length - sent <= engine.Crashes);
    }
}
