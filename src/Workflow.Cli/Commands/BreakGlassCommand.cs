using System.CommandLine;
using Workflow.Cli.BreakGlass;
using Workflow.Cli.Terminal;

namespace Workflow.Cli.Commands;

/// <summary><c>break-glass</c>: asks for a release in an emergency, or confirms one.</summary>
internal static class BreakGlassCommand
{
    public static Command Create(StandardStreams streams) =>
        new("break-glass", "Release a deployment in an emergency: one person asks, a second one confirms, a review follows.")
        {
            Ask(streams),
            Confirm(streams),
        };

    private static Command Ask(StandardStreams streams)
    {
        var (gate, deployment) = (Gate(), Deployment());
        var reason = new Option<string>("--reason") { Description = "Why it cannot wait.", Required = true };
        var incident = new Option<string>("--incident") { Description = "The incident's number or URL.", Required = true };
        var command = new Command("ask", "Ask for a break-glass.") { gate, deployment, reason, incident };
        command.SetAction((parsed, cancellationToken) => SendAsync(
            streams,
            parsed.GetRequiredValue(gate),
            parsed.GetRequiredValue(deployment),
            "break-glass",
            new() { ["reason"] = parsed.GetRequiredValue(reason), ["incident"] = parsed.GetRequiredValue(incident) },
            cancellationToken));
        return command;
    }

    private static Command Confirm(StandardStreams streams)
    {
        var (gate, deployment) = (Gate(), Deployment());
        var comment = new Option<string?>("--comment") { Description = "For those who review it afterwards." };
        var command = new Command("confirm", "Confirm a break-glass that somebody else asked for.") { gate, deployment, comment };
        command.SetAction((parsed, cancellationToken) => SendAsync(
            streams,
            parsed.GetRequiredValue(gate),
            parsed.GetRequiredValue(deployment),
            "break-glass/confirmation",
            parsed.GetValue(comment) is { } text ? new() { ["comment"] = text } : [],
            cancellationToken));
        return command;
    }

    private static Task<int> SendAsync(
        StandardStreams streams,
        string gate,
        string deployment,
        string step,
        Dictionary<string,
        string> body,
        CancellationToken cancellationToken) =>
        ExitCode.OfAsync(streams.Error, async () =>
        {
            var address = GateAddress.Parse(gate, Environment.GetEnvironmentVariable(GateAddress.TokenVariable));
            var answer = await new BreakGlassClient(address).SendAsync(deployment, step, body, cancellationToken);
            await using var output = new StreamWriter(streams.OpenOutput());
            await output.WriteLineAsync(answer);
            return ExitCode.NothingFound;
        });

    private static Option<string> Gate() => new("--gate")
    {
        Description = $"The gate's URL. Your access token is read from {GateAddress.TokenVariable}.",
        Required = true,
    };

    private static Option<string> Deployment() => new("--deployment") { Description = "The deployment's id.", Required = true };
}
