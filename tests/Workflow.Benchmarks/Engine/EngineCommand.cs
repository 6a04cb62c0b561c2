using System.CommandLine;
using Spectre.Console;

namespace Workflow.Benchmarks.Engine;

/// <summary><c>engine</c>: the embedded engine against a real Azurite.</summary>
internal static class EngineCommand
{
    public static Command Create()
    {
        var orchestrations = Count("--orchestrations", "How many one-activity orchestrations are run, 1 or more.", 500);
        var starters = Count("--starters", "How many are started at the same time, 1 or more.", 32);
        var waiting = Count("--waiting", "How many instances wait, 1 or more.", 10_000);
        var idle = Count("--idle", "Seconds for which requests are counted while all wait, 1 or more.", 12);
        var command = new Command("engine", "The embedded engine against an Azurite that is started for it, with its data in a temporary folder.")
        {
            orchestrations, starters, waiting, idle,
        };
        command.SetAction((parsed, cancellationToken) => EngineRun.RunAsync(
            new EngineLoad(
                parsed.GetValue(orchestrations), parsed.GetValue(starters), parsed.GetValue(waiting),
                TimeSpan.FromSeconds(parsed.GetValue(idle))),
            AnsiConsole.Console,
            cancellationToken));
        return command;
    }

    private static Option<int> Count(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var number) && number < 1)
            {
                result.AddError($"{name} {number}: write a number from 1.");
            }
        });
        return option;
    }
}
