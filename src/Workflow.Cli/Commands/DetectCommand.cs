using System.CommandLine;
using Workflow.Cli.Detection;
using Workflow.Cli.Terminal;

namespace Workflow.Cli.Commands;

/// <summary><c>detect</c>: says of each commit whether AI took part in it, and by which evidence.</summary>
internal static class DetectCommand
{
    private const string StandardInput = "-";

    public static Command Create(StandardStreams streams)
    {
        var repository = new Option<string?>("--repo") { Description = "Folder of a git repository, or inside of one." };
        var range = new Option<string?>("--range")
        {
            Description = "The commits to judge: A..B, or one revision for it and all before it.",
        };
        var input = new Option<string?>("--input")
        {
            Description = "A file with one JSON object a line: sha, authorName, authorEmail, committerName, committerEmail, message; "
                + "optionally branch, labels, pullRequestBody. - is the standard input.",
        };
        var signals = new Option<string?>("--signals") { Description = "A file with signals of your own, added to the built-in ones." };
        var all = new Option<bool>("--all") { Description = "With --output text: list every commit, not only the first with a finding." };
        var output = Outputs.Option("text", "json", "jsonl");

        var command = new Command(
            "detect", "Say of each commit whether AI took part in it. Exit code: 0 no signal found, 2 signals found, 1 an error.")
        {
            repository, range, input, signals, all, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(repository) is null != result.GetValue(range) is null)
            {
                result.AddError("--repo and --range go together: --repo PATH --range A..B.");
            }
            else if (result.GetValue(repository) is null == result.GetValue(input) is null)
            {
                result.AddError("Say what to read, either --repo PATH --range A..B or --input FILE.");
            }
        });
        command.SetAction((parsed, cancellationToken) => ExitCode.OfAsync(streams.Error, async () =>
        {
            var problems = new Problems(streams.Error);
            var (meter, what, commits) = parsed.GetValue(repository) is { } folder
                ? FromRepository(folder, parsed.GetValue(range)!, problems)
                : FromLines(parsed.GetValue(input)!, streams, problems);
            using var buffer = new OutputBuffer(streams.OpenOutput);
            var writer = CreateOutput(parsed.GetRequiredValue(output), buffer, streams, parsed.GetValue(all));
            var run = new DetectionRun(() => new SeamDetector(), writer, problems);
            return await WorkProgress.RunAsync(streams, what, meter, () => run.RunAsync(commits, cancellationToken));
        }));
        return command;
    }

    private static (WorkMeter Meter, string What, IAsyncEnumerable<CommitToJudge> Commits) FromRepository(
        string folder, string range, Problems problems)
    {
        var meter = new WorkMeter();
        return (meter, "Commits", GitCommits.ReadAsync(folder, range, problems, meter));
    }

    private static (WorkMeter Meter, string What, IAsyncEnumerable<CommitToJudge> Commits) FromLines(
        string path, StandardStreams streams, Problems problems)
    {
        var isStandardInput = path == StandardInput;
        var stream = isStandardInput ? streams.OpenInput() : File.OpenRead(path);
        var meter = new WorkMeter { Total = stream.CanSeek ? stream.Length : null };
        return (meter, path, CommitLines.ReadAsync(stream, isStandardInput ? "standard input" : path, problems, meter));
    }

    private static IDetectionOutput CreateOutput(string name, OutputBuffer buffer, StandardStreams streams, bool all) => name switch
    {
        "json" => new JsonDetectionOutput(buffer),
        "jsonl" => new JsonLinesDetectionOutput(buffer),
        _ => new TextDetectionOutput(new TextConsole(buffer, streams.IsOutputTerminal), all),
    };
}
