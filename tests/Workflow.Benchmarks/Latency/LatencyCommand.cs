using System.CommandLine;
using Spectre.Console;

namespace Workflow.Benchmarks.Latency;

/// <summary><c>latency</c>: how long a reviewer waits for the card, and a pipeline for the answer to a pressed button.</summary>
internal static class LatencyCommand
{
    public static Command Create()
    {
        var reviews = Count("--reviews", "How many reviews are measured, 1 or more.", 200);
        var together = Count("--together", "How many of them run at the same time, 1 or more.", 4);
        var command = new Command(
            "latency",
            "The whole gate on this machine, with an Azurite that is started for it: from the webhook to the card, from the click to the callback.")
        {
            reviews, together,
        };
        command.SetAction((parsed, cancellationToken) => LatencyRun.RunAsync(
            parsed.GetValue(reviews), parsed.GetValue(together), AnsiConsole.Console, cancellationToken));
        return command;
    }

    private static Option<int> Count(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError($"{name}: write a number from 1.");
            }
        });
        return option;
    }
}
