using System.CommandLine;
using Workflow.Cli.Commands;
using Workflow.Cli.Terminal;

namespace Workflow.Cli.Gates;

/// <summary>What all commands that talk with a gate have in common.</summary>
internal static class GateCall
{
    public static Option<string> Option() => new("--gate")
    {
        Description = $"The gate's URL. Your access token is read from {GateAddress.TokenVariable}.",
        Required = true,
    };

    /// <summary>Has a gate do something, and prints what it answers.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(StandardStreams streams, string gate, Func<GateClient, Task<string>> call) =>
        ExitCode.OfAsync(streams.Error, async () =>
        {
            var address = GateAddress.Parse(gate, Environment.GetEnvironmentVariable(GateAddress.TokenVariable));
            var answer = await call(new GateClient(address));
            await using var output = new StreamWriter(streams.OpenOutput());
            await output.WriteLineAsync(answer);
            return ExitCode.NothingFound;
        });
}
