using System.CommandLine;
using System.Globalization;
using Workflow.Adapters.Files;
using Workflow.Adapters.Files.Services;
using Workflow.Adapters.Git;
using Workflow.Cli.Policy;
using Workflow.Cli.Policy.Backtest;
using Workflow.Cli.Terminal;
using Workflow.Core.Policy;

namespace Workflow.Cli.Commands;

/// <summary><c>policy backtest</c>: what one or two policies would have done to the history of a repository.</summary>
internal static class PolicyBacktestCommand
{
    private const int MaxMinutes = 24 * 60;

    private const int Megabyte = 1_000_000;

    private const int MaxMegabytes = 1_000_000;

    private static readonly string[] Marks = ["merges", "tags"];

    public static Command Create(StandardStreams streams)
    {
        var repository = new Option<string>("--repo") { Description = "Folder of a git repository, or inside of one.", Required = true };
        var since = new Option<string>("--since") { Description = "The first day, such as 2026-01-31, in UTC.", Required = true };
        var until = new Option<string?>("--until") { Description = "The last day; all where it is left out." };
        var people = new Option<string?>("--people") { Description = "The people directory: levels of authors, and who could review." };
        var policy = PolicyInput.Option();
        var compare = new Option<string?>("--compare") { Description = "A second policy to compare it with." };
        var services = new Option<string?>("--services") { Description = "The service catalogue: tells what the service reaches." };
        var service = new Option<string?>("--service") { Description = "The service that is deployed; else the name of the repository." };
        var environment = new Option<string?>("--environment") { Description = "Where to; else the policy's first protected one." };
        var by = new Option<string>("--by")
        {
            Description = "What ends a deployment: merges (each commit of the main branch) or tags.",
            DefaultValueFactory = _ => Marks[0],
        };
        by.AcceptOnlyFromAmong(Marks);
        var minutes = new Option<int>("--minutes") { Description = "What one approval costs.", DefaultValueFactory = _ => 15 };
        var megabytes = new Option<int>("--risk-megabytes")
        {
            Description = "How much of the changed files is read to find risk, in all; 0 for nothing.",
            DefaultValueFactory = _ => 500,
        };
        var html = new Option<string?>("--html") { Description = "Write the report with charts to this file." };
        var csv = new Option<string?>("--csv") { Description = "Write one line for each deployment to this file." };
        var output = Outputs.Option("text", "json");
        var command = new Command("backtest", "Say what policies would have done to a history. Exit code: 0 done, 1 an error.")
        {
            repository, since, until, people, policy, compare, services, service, environment, by, minutes, megabytes, html, csv, output,
        };
        command.SetAction((parsed, cancellationToken) => ExitCode.OfAsync(streams.Error, async () =>
        {
            if (parsed.GetValue(minutes) is < 1 or > MaxMinutes)
            {
                throw new FormatException($"--minutes must be from 1 to {MaxMinutes}.");
            }

            if (parsed.GetValue(megabytes) is < 0 or > MaxMegabytes)
            {
                throw new FormatException($"--risk-megabytes must be from 0 to {MaxMegabytes}.");
            }

            string?[] files = [parsed.GetRequiredValue(policy), parsed.GetValue(compare)];
            PolicySummary[] policies = [.. files.OfType<string>().Select(file => Load(file, parsed.GetValue(minutes)))];
            var folder = parsed.GetRequiredValue(repository);
            var name = parsed.GetValue(service) ?? NameOf(folder);
            var target = parsed.GetValue(environment) is { } named ? Known(named, policies) : FindProtected(policies[0].Policy);
            var known = parsed.GetValue(people) is { } path ? PeopleFile.Parse(path, InputFile.ReadAllBytes(path, "--people")) : null;
            var radius = parsed.GetValue(services) is { } catalogue
                ? CatalogueFiles.Parse(catalogue, CatalogueFiles.ReadAll(catalogue), new FilesOptions().ServiceTierKey).Of(name)
                : null;
            var mark = parsed.GetRequiredValue(by) == Marks[0] ? DeploymentMark.Merges : DeploymentMark.Tags;
            var first = ReadDay(parsed.GetRequiredValue(since), "--since")!.Value;
            var end = ReadDay(parsed.GetValue(until), "--until")?.AddDays(1);
            if (end <= first)
            {
                throw new FormatException("--until must not be before --since.");
            }

            await using var contents = new HistoryContents(folder);
            var gate = new PastGate(name, target, contents, known, radius, (long)parsed.GetValue(megabytes) * Megabyte);
            var run = new BacktestRun(policies, gate, knowsPeople: known is not null);
            var meter = new WorkMeter();
            IReadOnlyList<JudgedDeployment> judged = [];
            string? defect = null;
            try
            {
                var history = new DeploymentHistory(folder).ReadAsync(first, end, mark, cancellationToken);
                await WorkProgress.RunAsync(streams, "Deployments", meter, async () =>
                {
                    judged = await run.RunAsync(history, meter, cancellationToken);
                    return ExitCode.NothingFound;
                });
                defect = await new GitLog(folder).FindDefectAsync(cancellationToken);
            }
            catch (GitLogException unreadable)
            {
                throw new IOException(unreadable.Message, unreadable);
            }

            var report = new BacktestReport(
                folder, name, target, first, parsed.GetValue(minutes), judged, policies, HasPeople: known is not null)
            {
                RiskMegabytes = parsed.GetValue(megabytes),
                HistoryDefect = defect,
            };
            await WriteAsync(parsed.GetValue(csv), "--csv", writer => BacktestCsv.Write(report, writer));
            await WriteAsync(parsed.GetValue(html), "--html", writer => writer.Write(BacktestHtml.Write(report)));
            using var buffer = new OutputBuffer(streams.OpenOutput);
            if (parsed.GetRequiredValue(output) == "json")
            {
                BacktestJson.Write(report, buffer);
            }
            else
            {
                using var console = new TextConsole(buffer, streams.IsOutputTerminal);
                BacktestText.Write(report, console);
            }

            return ExitCode.NothingFound;
        }));
        return command;
    }

    /// <exception cref="FormatException">It is no day.</exception>
    private static DateTimeOffset? ReadDay(string? text, string option) => text is null
        ? null
        : DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
            ? day
            : throw new FormatException($"{option} must be a day such as 2026-01-31, not '{text}'.");

    private static PolicySummary Load(string file, int minutes) =>
        new(file, PolicyInput.Load(file, "--policy or --compare"), minutes);

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    /// <exception cref="FormatException">There is none.</exception>
    private static string FindProtected(DeploymentPolicy policy) =>
        policy.Environments.Where(environment => environment.Value.IsProtected).Select(environment => environment.Key).FirstOrDefault()
        ?? throw new FormatException($"The policy '{policy.Name}' protects no environment. Name one with --environment.");

    /// <exception cref="FormatException">A policy does not know it: every deployment there would be blocked.</exception>
    private static string Known(string environment, IReadOnlyList<PolicySummary> policies) =>
        policies.Select(summary => summary.Policy).FirstOrDefault(policy => !policy.Environments.ContainsKey(environment)) is { } policy
            ? throw new FormatException(
                $"--environment is '{environment}', which the policy '{policy.Name}' does not know; it has {string.Join(", ", policy.Environments.Keys)}.")
            : environment;

    private static async Task WriteAsync(string? path, string option, Action<TextWriter> write)
    {
        if (path is null)
        {
            return;
        }

        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
        {
            throw new FormatException($"{option} names '{path}', and there is no such folder. Make it first.");
        }

        await using var writer = new StreamWriter(path);
        write(writer);
    }
}
