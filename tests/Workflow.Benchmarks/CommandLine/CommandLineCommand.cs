using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Workflow.Tests.Adapters.Documents;

namespace Workflow.Benchmarks.CommandLine;

/// <summary><c>command-line</c>: what <c>detect</c> and <c>risk</c> take on large input, as processes.</summary>
internal static class CommandLineCommand
{
    private const int Megabyte = 1_000_000;

    /// <summary>What a resource of a generated plan takes.</summary>
    private const int BytesOfResource = 1_800;

    public static Command Create()
    {
        var commits = Count("--commits", "Commits of the repository.", 50_000);
        var lines = Count("--lines", "Lines of the file of commits.", 1_000_000);
        var plan = Count("--plan", "Size of the plan in MB.", 200);
        var runs = Count("--runs", "How often each is run.", 5);
        var command = new Command(
            "command-line", "detect and risk on a large repository, a long file of commits and a large plan, in a temporary folder.")
        {
            commits, lines, plan, runs,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(commits), parsed.GetValue(lines), parsed.GetValue(plan), parsed.GetValue(runs), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int commits, int lines, int plan, int runs, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("gate-benchmark-");
        try
        {
            var repository = Path.Combine(folder.FullName, "repository");
            var file = Path.Combine(folder.FullName, "commits.jsonl");
            var document = Path.Combine(folder.FullName, "plan.json");
            await LargeInputs.WriteRepositoryAsync(repository, commits, cancellationToken);
            await LargeInputs.WriteLinesAsync(file, lines, cancellationToken);
            await using (var written = File.Create(document))
            {
                await new GeneratedPlan(plan * (Megabyte / BytesOfResource)).CopyToAsync(written, cancellationToken);
            }


            var table = new Table().Border(TableBorder.Ascii2).AddColumns("what", "fastest", "median", "processor", "peak memory");
            await MeasureAsync($"git log --format=%B, {commits:N0} commits", runs, table, () =>
                MeasuredRun.OfGitAsync(cancellationToken, "-C", repository, "log", "--format=%B", "main"));
            await MeasureAsync($"detect --repo, {commits:N0} commits", runs, table, () =>
                MeasuredRun.OfGateAsync(cancellationToken, "detect", "--repo", repository, "--range", "main", "--output", "jsonl"));
            await MeasureAsync($"detect --input, {lines:N0} lines", runs, table, () =>
                MeasuredRun.OfGateAsync(cancellationToken, "detect", "--input", file, "--output", "jsonl"));
            await MeasureAsync($"risk, a plan of {plan:N0} MB", runs, table, () =>
                MeasuredRun.OfGateAsync(cancellationToken, "risk", document));
            await MeasureAsync("detect, one commit", runs, table, () =>
                MeasuredRun.OfGateAsync(cancellationToken, "detect", "--repo", repository, "--range", "main~1..main"));
            AnsiConsole.Write(table);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(string what, int runs, Table table, Func<Task<MeasuredRun>> run)
    {
        List<MeasuredRun> measured = [];
        for (var i = 0; i < runs; i++)
        {
            measured.Add(await run());
        }

        var times = measured.Select(one => one.Elapsed.TotalSeconds).Order().ToList();
        table.AddRow(
            what,
            Seconds(times[0]),
            Seconds(times[times.Count / 2]),
            Seconds(measured.Min(one => one.Processor.TotalSeconds)),
            string.Create(CultureInfo.InvariantCulture, $"{measured.Max(one => one.PeakBytes) / Megabyte:N0} MB"));
    }

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s");

    private static Option<int> Count(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number < 1)
            {
                result.AddError($"{name} {number}: write a number from 1.");
            }
        });
        return option;
    }
}
