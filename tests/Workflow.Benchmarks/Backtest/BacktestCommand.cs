using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Workflow.Benchmarks.CommandLine;

namespace Workflow.Benchmarks.Backtest;

/// <summary><c>backtest</c>: what <c>policy backtest</c> takes for a long history, as a process.</summary>
internal static class BacktestCommand
{
    private const double Megabyte = 1_000_000;

    public static Command Create()
    {
        var deployments = new Option<int>("--deployments") { Description = "Merges of the history.", DefaultValueFactory = _ => 10_000 };
        var people = new Option<int>("--people") { Description = "People of the directory.", DefaultValueFactory = _ => 200 };
        var runs = new Option<int>("--runs") { Description = "How often each is run.", DefaultValueFactory = _ => 3 };
        var command = new Command("backtest", "policy backtest on a generated history under two policies, in a temporary folder.")
        {
            deployments, people, runs,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(deployments), parsed.GetValue(people), Math.Max(1, parsed.GetValue(runs)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int deployments, int people, int runs, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("gate-backtest-");
        try
        {
            var shop = new LongHistory(folder.FullName);
            await shop.WriteAsync(deployments, people, cancellationToken);
            var table = new Table().Border(TableBorder.Ascii2).AddColumns("what", "fastest", "slowest", "processor", "peak memory");
            string[] ask =
            [
                "policy", "backtest", "--repo", shop.Repository, "--since", "2020-01-01",
                "--policy", shop.Policy, "--compare", shop.Stricter, "--csv", Path.Combine(folder.FullName, "out.csv"),
                "--html", Path.Combine(folder.FullName, "out.html"),
            ];
            string[] withPeople = [.. ask, "--people", shop.People];
            await MeasureAsync($"{deployments:N0} deployments, {people:N0} people", runs, table, withPeople, cancellationToken);
            await MeasureAsync("the same without people", runs, table, ask, cancellationToken);
            string[] withoutContents = [.. ask, "--risk-megabytes", "0"];
            await MeasureAsync("the same without contents", runs, table, withoutContents, cancellationToken);
            AnsiConsole.Write(table);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(string what, int runs, Table table, string[] arguments, CancellationToken cancellationToken)
    {
        List<MeasuredRun> measured = [];
        for (var run = 0; run < runs; run++)
        {
            measured.Add(await MeasuredRun.OfGateAsync(cancellationToken, arguments));
        }

        table.AddRow(
            what,
            Seconds(measured.Min(one => one.Elapsed)),
            Seconds(measured.Max(one => one.Elapsed)),
            Seconds(measured.Min(one => one.Processor)),
            string.Create(CultureInfo.InvariantCulture, $"{measured.Max(one => one.PeakBytes) / Megabyte:N0} MB"));
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
