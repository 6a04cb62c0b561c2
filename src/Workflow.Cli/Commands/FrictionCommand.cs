using System.CommandLine;
using Workflow.Cli.Gates;
using Workflow.Cli.Terminal;

namespace Workflow.Cli.Commands;

/// <summary><c>friction</c>: the temporary stricter rules of a gate.</summary>
internal static class FrictionCommand
{
    private const string Path = "api/friction-controls";

    public static Command Create(StandardStreams streams) =>
        new("friction", "List, add, renew and end the friction controls of a gate: temporary rules that only add to the policy.")
        {
            List(streams),
            FrictionAddCommand.Create(streams, Path),
            Renew(streams),
            End(streams),
        };

    private static Command List(StandardStreams streams)
    {
        var (gate, output) = (GateCall.Option(), Outputs.Option("text", "json"));
        var command = new Command("list", "List all that are on record, those that ended too.") { gate, output };
        command.SetAction((parsed, cancellationToken) => GateCall.RunAsync(streams, parsed.GetRequiredValue(gate), async client =>
        {
            var answer = await client.GetAsync(Path, cancellationToken);
            return parsed.GetRequiredValue(output) is "json" ? JsonText.Indent(answer) : FrictionText.Of(answer);
        }));
        return command;
    }

    private static Command Renew(StandardStreams streams)
    {
        var (gate, name, reason) = (GateCall.Option(), Name(), Reason("Why it is still needed."));
        var until = new Option<DateTimeOffset>("--until")
        {
            Description = "The end of its longer life, at most 90 days ahead, such as 2026-12-24 or 2026-12-24T18:00+01:00.",
            Required = true,
            CustomParser = MomentOption.Parse,
        };
        var command = new Command("renew", "Give one a longer life.") { gate, name, reason, until };
        command.SetAction((parsed, cancellationToken) => SendAsync(
            streams,
            parsed.GetRequiredValue(gate),
            parsed.GetRequiredValue(name),
            "renewals",
            new() { ["reason"] = parsed.GetRequiredValue(reason), ["until"] = parsed.GetRequiredValue(until) },
            cancellationToken));
        return command;
    }

    private static Command End(StandardStreams streams)
    {
        var (gate, name, reason) = (GateCall.Option(), Name(), Reason("Why it is no longer needed."));
        var command = new Command("end", "End one before its time.") { gate, name, reason };
        command.SetAction((parsed, cancellationToken) => SendAsync(
            streams,
            parsed.GetRequiredValue(gate),
            parsed.GetRequiredValue(name),
            "end",
            new() { ["reason"] = parsed.GetRequiredValue(reason) },
            cancellationToken));
        return command;
    }

    private static Task<int> SendAsync(
        StandardStreams streams, string gate, string name, string step, Dictionary<string, object> body, CancellationToken cancellationToken)
    {
        var path = $"{Path}/{Uri.EscapeDataString(name)}/{step}";
        return GateCall.RunAsync(streams, gate, client => client.PostAsync(path, body, cancellationToken));
    }

    private static Option<string> Name() => new("--name") { Description = "The control's name.", Required = true };

    private static Option<string> Reason(string description) => new("--reason") { Description = description, Required = true };
}
