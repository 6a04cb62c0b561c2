using System.CommandLine;
using Workflow.Adapters.Files;
using Workflow.Cli.Policy;
using Workflow.Cli.Terminal;
using Workflow.Core.Reviews;

namespace Workflow.Cli.Commands;

/// <summary><c>policy check</c>: the mistakes of a policy, and what in it cannot be meant.</summary>
internal static class PolicyCheckCommand
{
    private const string GitHub = "github";

    public static Command Create(StandardStreams streams)
    {
        var file = new Argument<string>("FILE") { Description = "The policy." };
        var people = new Option<string?>("--people") { Description = "The people directory: finds demands that nobody can meet." };
        var pipeline =
            new Option<string?>("--pipeline") { Description = "The pipeline host: finds ladders that are longer than it waits." };
        pipeline.AcceptOnlyFromAmong(GitHub);
        var output = Outputs.Option("text", "json");
        var command = new Command(
            "check", "Find mistakes, rules that do nothing and demands that nobody can meet. Exit code: 0 none, 2 some, 1 no valid policy.")
        {
            file, people, pipeline, output,
        };
        command.SetAction((parsed, _) => ExitCode.OfAsync(streams.Error, () =>
        {
            var policy = PolicyInput.Load(parsed.GetRequiredValue(file), "FILE");
            var known = parsed.GetValue(people) is { } path ? PeopleFile.Parse(path, InputFile.ReadAllBytes(path, "--people")) : null;
            var faults = PolicyCheck.FindFaults(
                policy, known?.List(Level.Junior, role: null), waits: parsed.GetValue(pipeline) is GitHub ? PolicyCheck.GitHub : null);
            using var buffer = new OutputBuffer(streams.OpenOutput);
            PolicyCheck.Write(policy, faults, parsed.GetRequiredValue(output) == "json", buffer);
            return Task.FromResult(faults.Count == 0 ? ExitCode.NothingFound : ExitCode.Findings);
        }));
        return command;
    }
}
