using System.CommandLine;
using Workflow.Adapters.Files.Signals;
using Workflow.Cli.Detection;
using Workflow.Cli.Terminal;
using Workflow.Core.Provenance;

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
        var all = new Option<bool>("--all") { Description = "With --output text: list every commit, also those without a signal." };
        var output = Outputs.Option("text", "json", "jsonl");

        var command = new Command(
            "detect", "Say of each commit whether AI took part in it. Exit code: 0 no signal found, 2 signals found, 1 an error.")
        {
            repository, range, input, signals, all, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(repository) is null != result.GetResult(range) is null)
            {
                result.AddError("--repo and --range go together: --repo PATH --range A..B.");
            }
            else if (result.GetResult(repository) is null == result.GetResult(input) is null)
            {
                result.AddError("Say what to read, either --repo PATH --range A..B or --input FILE.");
            }
        });
        command.SetAction((parsed, cancellationToken) => ExitCode.OfAsync(streams.Error, async () =>
        {
            var problems = new Problems(streams.Error);
            var source = Open(parsed.GetValue(repository), parsed.GetValue(range), parsed.GetValue(input), streams, problems);
            using var buffer = new OutputBuffer(streams.OpenOutput);
            var writer = CreateOutput(parsed.GetRequiredValue(output), buffer, streams, parsed.GetValue(all));
            var run = new DetectionRun(() => LoadSignals(parsed.GetValue(signals)), writer, problems);
            return await WorkProgress.RunAsync(streams, source.Name, source.Meter, () => run.RunAsync(source, cancellationToken));
        }));
        return command;
    }

    private static CommitSource Open(string? folder, string? range, string? input, StandardStreams streams, Problems problems) =>
        folder is not null ? CommitSource.OfRepository(folder, range!, problems)
        : input is StandardInput ? CommitSource.OfLines(streams.OpenInput(), "standard input", problems)
        : CommitSource.OfLines(InputFile.OpenRead(input!, "--input"), input!, problems);

    private static SignalCatalogue LoadSignals(string? file) =>
        file is null ? SignalFile.Default : SignalFile.Parse(file, InputFile.ReadAllBytes(file, "--signals"), SignalFile.Default);

    private static IDetectionOutput CreateOutput(string name, OutputBuffer buffer, StandardStreams streams, bool all) => name switch
    {
        "json" => new JsonDetectionOutput(buffer),
        "jsonl" => new JsonLinesDetectionOutput(buffer),
        _ => new TextDetectionOutput(new TextConsole(buffer, streams.IsOutputTerminal), all),
    };
}
