using System.CommandLine;
using Spectre.Console;
using Workflow.LocalHost.Demo;

namespace Workflow.LocalHost.Commands;

/// <summary><c>demo</c>: starts the gate and sends it deployment requests as a pipeline would.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var url = HostArguments.Url();
        var data = HostArguments.Data();
        var repository = new Option<DirectoryInfo?>("--repo") { Description = "Deploy commits of this git repository; it is not changed." };
        var range = new Option<string?>("--range") { Description = "The commits to choose from, as A..B." };
        var interactive = new Option<bool>("--interactive") { Description = "Leave the decisions to you, in the local inbox." };
        var output = new Option<string>("--output")
        {
            Description = "text or json (one event a line).",
            DefaultValueFactory = _ => "text",
        };
        output.AcceptOnlyFromAmong("text", "json");

        var command = new Command("demo", "Run five deployments through the gate and show what happens.")
        {
            url, data, repository, range, interactive, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(repository) is null != result.GetValue(range) is null)
            {
                result.AddError("--repo and --range go together: --repo PATH --range A..B.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new DemoOptions(
                parsed.GetRequiredValue(url),
                parsed.GetValue(data),
                parsed.GetValue(repository)?.FullName,
                parsed.GetValue(range),
                parsed.GetValue(interactive)),
            parsed.GetRequiredValue(output),
            cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(DemoOptions options, string output, CancellationToken cancellationToken) =>
        ExitCode.OfAsync(async () =>
        {
            if (output == "json")
            {
                return await DemoRun.RunAsync(options, new JsonDemoOutput(Console.Out), Console.Error, cancellationToken);
            }

            var terminal = new TerminalDemoOutput(AnsiConsole.Console, hasScript: !options.Interactive);
            return await DemoRun.RunAsync(options, terminal, Console.Out, cancellationToken);
        });
}
