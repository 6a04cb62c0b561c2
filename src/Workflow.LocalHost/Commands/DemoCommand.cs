using System.CommandLine;
using Spectre.Console;
using Workflow.LocalHost.Demo;
using Workflow.LocalHost.Hosting;

namespace Workflow.LocalHost.Commands;

/// <summary><c>demo</c>: starts the gate and sends it deployment requests as a pipeline would.</summary>
internal static class DemoCommand
{
    /// <summary>No option, because other users of a machine see the options of its programs.</summary>
    private const string TokenVariable = "GATE_TOKEN";

    public static Command Create()
    {
        var url = HostArguments.Url(
            $"Address to listen on. Default: {GateHost.DefaultUrl}; with --target where the settings say that the stand-ins are.", null);
        var target = HostArguments.Target(
            "Use the gate that runs there with the settings of 'demo settings', instead of starting one.", null);
        var wait = new Option<int?>("--wait")
        {
            Description = "Seconds that each reviewer is waited for. Default: 10, with --target 30, with --interactive 300.",
        };
        var data = HostArguments.Data();
        var repository = new Option<DirectoryInfo?>("--repo") { Description = "Deploy commits of this git repository; it is not changed." };
        var range = new Option<string?>("--range") { Description = "The commits to choose from, as A..B." };
        var interactive = new Option<bool>("--interactive") { Description = "Leave the decisions to you, in the local inbox." };
        var playground = HostArguments.Playground();
        var output = new Option<string>("--output")
        {
            Description = "text or json (one event a line).",
            DefaultValueFactory = _ => "text",
        };
        output.AcceptOnlyFromAmong("text", "json");

        var command = new Command("demo", "Run five deployments through the gate and show what happens.")
        {
            url, data, target, repository, range, interactive, playground, wait, output, DemoSettingsCommand.Create(),
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(repository) is null != result.GetValue(range) is null)
            {
                result.AddError("--repo and --range go together: --repo PATH --range A..B.");
            }

            if (result.GetValue(playground) && (!result.GetValue(interactive) || result.GetValue(target) is not null))
            {
                result.AddError("--playground goes with --interactive and without --target: you decide, on cards of the gate of this demo.");
            }

            if (result.GetValue(wait) is < 5 or > 3600)
            {
                result.AddError("--wait is 5 to 3600 seconds.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new DemoOptions(
                parsed.GetValue(url),
                parsed.GetValue(data),
                parsed.GetValue(repository)?.FullName,
                parsed.GetValue(range),
                parsed.GetValue(interactive))
            {
                Target = parsed.GetValue(target),
                Playground = parsed.GetValue(playground),
                Token = Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } token ? token : null,
                Pace = parsed.GetValue(wait) is { } seconds ? new DemoPace(TimeSpan.FromSeconds(seconds)) : null,
            },
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
