using System.CommandLine;
using Workflow.Cli.Policy;
using Workflow.Cli.Terminal;

namespace Workflow.Cli.Commands;

/// <summary><c>policy test</c>: compares what policies say with what people expect of them.</summary>
internal static class PolicyTestCommand
{
    public static Command Create(StandardStreams streams)
    {
        var folder = new Argument<string>("DIR") { Description = $"A file, or a folder that is searched for *{PolicyTestRun.Ending}." };
        var junit = new Option<string?>("--junit") { Description = "Write the results to this file, as JUnit XML." };
        var command = new Command("test", "Run the cases of a policy. Exit code: 0 all as expected, 2 some are not, 1 an error.")
        {
            folder, junit,
        };
        command.SetAction((parsed, cancellationToken) => ExitCode.OfAsync(streams.Error, async () =>
        {
            if (parsed.GetValue(junit) is { } target && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(target))))
            {
                throw new FormatException($"--junit names '{target}', and there is no such folder. Make it first.");
            }

            var results = PolicyTestRun.Run(parsed.GetRequiredValue(folder), cancellationToken);
            if (parsed.GetValue(junit) is { } path)
            {
                await File.WriteAllTextAsync(path, JUnitReport.Write(results), cancellationToken);
            }

            using var buffer = new OutputBuffer(streams.OpenOutput);
            new PolicyTestText(new TextConsole(buffer, streams.IsOutputTerminal)).Write(results);
            return results.Exists(result => !result.Passed) ? ExitCode.Findings : ExitCode.NothingFound;
        }));
        return command;
    }
}
