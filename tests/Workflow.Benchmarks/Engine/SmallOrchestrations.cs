using System.Diagnostics;

namespace Workflow.Benchmarks.Engine;

/// <summary>How many one-activity orchestrations a second come to their end.</summary>
internal static class SmallOrchestrations
{
    public static async Task<Measurement> MeasureAsync(string storage, EngineLoad load, CancellationToken cancellationToken)
    {
        await using var engine = await MeasuredEngine.StartAsync(storage, "Small", cancellationToken);

        // The first ones compile the code and open the connections.
        await RunAsync(load.Starters);
        var watch = Stopwatch.StartNew();
        await RunAsync(load.Orchestrations);
        watch.Stop();

        if (engine.OpenInstances > 0)
        {
            throw new InvalidOperationException($"{engine.OpenInstances} orchestrations have not ended.");
        }

        return new Measurement(
            $"{load.Orchestrations} one-activity orchestrations, {load.Starters} starters",
            $"{load.Orchestrations / watch.Elapsed.TotalSeconds:0} a second",
            "above the 11 to 16 a second of Functions on such a machine");

        Task RunAsync(int count) =>
            engine.RunAsync(MeasuredEngine.OneActivity, count, load.Starters, number => number, cancellationToken);
    }
}
