using System.CommandLine;
using Workflow.Cli.Gates;
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
        var (gate, deployment) = (GateCall.Option(), Deployment());
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
        var (gate, deployment) = (GateCall.Option(), Deployment());
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
        Dictionary<string, object> body,
        CancellationToken cancellationToken)
    {
        var path = $"api/deployments/{Uri.EscapeDataString(deployment)}/{step}";
        return GateCall.RunAsync(streams, gate, client => client.PostAsync(path, body, cancellationToken));
    }

    private static Option<string> Deployment() => new("--deployment") { Description = "The deployment's id.", Required = true };
}
