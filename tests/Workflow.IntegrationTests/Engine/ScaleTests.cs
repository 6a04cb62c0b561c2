using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Workflow.LocalHost.Engine;
using Workflow.Orchestration;

namespace Workflow.IntegrationTests.Engine;

/// <summary>Alone, because other tests' memory and load would be measured with theirs.</summary>
[CollectionDefinition(nameof(ScaleTests), DisableParallelization = true)]
[Collection(nameof(ScaleTests))]
public sealed class ScaleTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private static readonly ActivityDefinition<int, int> Work = new("Work");

    private readonly string prefix = azurite.NewTablePrefix();
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_Thousand_Waiting_Instances_Fit_In_500_MB_And_Are_All_Recovered()
    {
        const int count = 10_000;
        var registry = new EngineRegistry().Add<string, string>(WaitingOrchestration.Name, WaitingOrchestration.RunAsync);
        var input = new string('x', 3000);
        var watch = Stopwatch.StartNew();
        await using (var first = await TableEngine.StartAsync(azurite, prefix, time, registry))
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, stop) =>
                await first.Engine.ScheduleNewOrchestrationInstanceAsync(WaitingOrchestration.Name, $"review-{i}", input, stop));
            await first.SettleAsync();
            output.WriteLine($"{count} started in {watch.Elapsed}");
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        watch.Restart();
        await using var engine = await TableEngine.StartAsync(azurite, prefix, time, registry);
        output.WriteLine($"ready in {watch.Elapsed}");
        await engine.SettleAsync();
        output.WriteLine($"recovered in {watch.Elapsed}");

        Assert.Equal(count, engine.Engine.OpenInstances);
        Assert.Equal(time.GetUtcNow().AddDays(30), engine.Engine.NextTimerAt);
        var managed = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"managed {managed / 1e6:0} MB, process {Process.GetCurrentProcess().WorkingSet64 / 1e6:0} MB");
        Assert.True(managed < 500_000_000, $"{managed} bytes");
        await engine.Engine.RaiseEventAsync("review-7", WaitingOrchestration.Event, "yes", Cancellation);
        Assert.Equal("\"answered\"", (await engine.GetAsync("review-7")).SerializedOutput);
    }

    [Fact]
    public async Task Many_Small_Orchestrations_A_Second_Complete()
    {
        const int count = 500;
        var registry = new EngineRegistry()
            .Add<int, int>("One", (context, number) => context.CallActivityAsync(Work, number))
            .Add(Work, (number, _) => Task.FromResult(number));
        await using var engine = await TableEngine.StartAsync(azurite, prefix, time, registry);
        var watch = Stopwatch.StartNew();

        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, stop) =>
            await engine.Engine.ScheduleNewOrchestrationInstanceAsync("One", $"one-{i}", i, stop));
        await engine.SettleAsync();

        output.WriteLine($"{count / watch.Elapsed.TotalSeconds:0} orchestrations a second");
        Assert.Equal(0, engine.Engine.OpenInstances);
        Assert.Equal("499", (await engine.GetAsync("one-499")).SerializedOutput);
    }
}
