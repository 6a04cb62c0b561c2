using System.Collections.Concurrent;
using Spectre.Console;
using Workflow.IntegrationTests.Loopback;
using Workflow.LocalHost.Storage;

namespace Workflow.Benchmarks.Latency;

/// <summary>Starts everything, measures, and prints the table.</summary>
internal static class LatencyRun
{
    /// <summary>Begins the id of each measured review.</summary>
    public const string Prefix = "latency-";

    /// <summary>Reviews that are not measured, because the first ones wait for the compiler.</summary>
    private const int Warmup = 5;

    public static async Task<int> RunAsync(int reviews, int together, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("latency-");
        try
        {
            var storage = StorageConnection.ForAzurite(LoopbackPort.FindFree());
            await using var azurite = await AzuriteProcess.StartIfNeededAsync(storage, Path.Combine(folder.FullName, "azurite"), cancellationToken);
            await using var gate = await MeasuredGate.StartAsync(storage, folder.FullName, cancellationToken);
            for (var number = 0; number < Warmup; number++)
            {
                await gate.ReviewAsync($"{Prefix}warm-{number}", cancellationToken);
            }

            console.MarkupLineInterpolated($"{reviews} reviews, {together} at a time");
            ConcurrentBag<(TimeSpan ToCard, TimeSpan ToCallback)> times = [];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = together, CancellationToken = cancellationToken };
            await Parallel.ForAsync(
                0, reviews, parallel, async (number, stop) => times.Add(await gate.ReviewAsync($"{Prefix}{number}", stop)));
            Print([.. times.Select(one => one.ToCard)], [.. times.Select(one => one.ToCallback)], console);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(TimeSpan[] toCard, TimeSpan[] toCallback, IAnsiConsole console)
    {
        var table = new Table().AddColumns("What", "p50", "p99");
        table.AddRow("request to card", Percentile(toCard, 50), Percentile(toCard, 99));
        table.AddRow("click to callback", Percentile(toCallback, 50), Percentile(toCallback, 99));
        console.Write(table);
    }

    private static string Percentile(TimeSpan[] times, int percent)
    {
        Array.Sort(times);
        var rank = (int)Math.Ceiling(percent / 100.0 * times.Length) - 1;
        return FormattableString.Invariant($"{times[Math.Max(0, rank)].TotalMilliseconds:0} ms");
    }
}
