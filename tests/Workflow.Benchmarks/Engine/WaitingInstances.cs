using System.Diagnostics;
using Workflow.IntegrationTests.Engine;

namespace Workflow.Benchmarks.Engine;

/// <summary>What many waiting instances cost, and how long their recovery takes.</summary>
internal static class WaitingInstances
{
    /// <summary>Characters of an instance's input: about those of a deployment request with its links.</summary>
    private const int InputLength = 3000;

    private const string TablePrefix = "Waiting";

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(string storage, EngineLoad load, CancellationToken cancellationToken)
    {
        List<Measurement> measurements = [];
        var watch = Stopwatch.StartNew();
        await using (var first = await MeasuredEngine.StartAsync(storage, TablePrefix, cancellationToken))
        {
            var input = new string('x', InputLength);
            await first.RunAsync(WaitingOrchestration.Name, load.Waiting, load.Starters, _ => input, cancellationToken);
            measurements.Add(new($"{load.Waiting} waiting instances: started in", Seconds(watch)));
            measurements.Add(await CountRequestsAsync(load.Idle, cancellationToken));
            measurements.AddRange(MeasureMemory("while they wait"));
        }

        watch.Restart();
        await using var second = await MeasuredEngine.StartAsync(storage, TablePrefix, cancellationToken);
        measurements.Add(new("engine restarted: takes requests after", Seconds(watch)));
        await second.WhenIdleAsync(cancellationToken);
        measurements.Add(new("all recovered after", Seconds(watch), "all of them"));
        measurements.AddRange(MeasureMemory("after recovery"));
        return second.OpenInstances == load.Waiting
            ? measurements
            : throw new InvalidOperationException($"{second.OpenInstances} of {load.Waiting} instances were recovered.");
    }

    private static async Task<Measurement> CountRequestsAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        using var requests = new StorageRequests(TablePrefix + "Lease");
        await Task.Delay(duration, cancellationToken);
        return new Measurement(
            $"storage requests in {duration.TotalSeconds} s while they wait",
            $"{requests.Others}, and {requests.OfLease} that renew the lease",
            "0, and 1 every 5 s that renews the lease");
    }

    /// <summary>The working set before a collection, the heap after one.</summary>
    private static IEnumerable<Measurement> MeasureMemory(string when)
    {
        yield return new($"working set {when}", Megabytes(Environment.WorkingSet), "under 500 MB");
        yield return new($"managed heap {when}", Megabytes(GC.GetTotalMemory(forceFullCollection: true)), "under 500 MB");
    }

    private static string Seconds(Stopwatch watch) => $"{watch.Elapsed.TotalSeconds:0.0} s";

    private static string Megabytes(long bytes) => $"{bytes / 1e6:0} MB";
}
