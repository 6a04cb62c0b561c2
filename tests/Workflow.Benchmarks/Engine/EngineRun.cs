using Spectre.Console;
using Workflow.IntegrationTests.Loopback;
using Workflow.LocalHost.Storage;

namespace Workflow.Benchmarks.Engine;

/// <summary>Starts the storage, measures, and prints the table.</summary>
internal static class EngineRun
{
    /// <summary>In characters, for files and pipes, where nothing limits it.</summary>
    private const int PlainWidth = 130;

    public static async Task<int> RunAsync(EngineLoad load, IAnsiConsole console, CancellationToken cancellationToken)
    {
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = PlainWidth;
        }

        var folder = Directory.CreateTempSubdirectory("azurite-");
        try
        {
            var storage = StorageConnection.ForAzurite(LoopbackPort.FindFree());
            await using var azurite = await AzuriteProcess.StartIfNeededAsync(storage, folder.FullName, cancellationToken);
            console.MarkupLineInterpolated($"{load.Orchestrations} orchestrations of one activity are run by {load.Starters} starters");
            List<Measurement> measurements = [await SmallOrchestrations.MeasureAsync(storage, load, cancellationToken)];
            console.MarkupLineInterpolated($"{load.Waiting} instances are started, wait for {load.Idle.TotalSeconds} s and are recovered");
            measurements.AddRange(await WaitingInstances.MeasureAsync(storage, load, cancellationToken));
            Print(measurements, console);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(List<Measurement> measurements, IAnsiConsole console)
    {
        var table = new Table().AddColumns("What", "Measured", "Target");
        foreach (var (what, measured, target) in measurements)
        {
            table.AddRow(new Text(what), new Text(measured), new Text(target));
        }

        console.Write(table);
    }
}
