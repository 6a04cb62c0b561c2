using System.CommandLine;
using Workflow.Cli.Gates;
using Workflow.Cli.Terminal;
using Workflow.Core;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Cli.Commands;

/// <summary><c>friction add</c>: what a friction control can say in <c>friction-controls.yaml</c>, as options.</summary>
internal static class FrictionAddCommand
{
    private static readonly Option<string> Name = new("--name")
    {
        Description = "1 to 100 letters, digits, '-', '_' or '.'; unique for good.",
        Required = true,
    };

    private static readonly Option<string> Reason = new("--reason") { Description = "Why it is needed.", Required = true };
    private static readonly Option<string?> Owner = new("--owner") { Description = "The e-mail address of who answers for it; you by default." };
    private static readonly Option<string?> Incident = new("--incident") { Description = "The URL of the incident." };
    private static readonly Option<string[]> Environments = Many("--environment", "About deployments to this environment. May be repeated; this or --service is needed.");
    private static readonly Option<string[]> Services = Many("--service", "About deployments of this service. May be repeated.");
    private static readonly Option<DateTimeOffset?> Starts = Moment("--starts", "When it begins; now by default.", isRequired: false);
    private static readonly Option<DateTimeOffset?> Expires = Moment("--expires", "When it ends, at most 90 days after its start.", isRequired: true);

    private static readonly Option<string> Mode = OneOf<FrictionMode>("--mode", "shadow reports and holds nothing; enforce holds.", isRequired: true);
    private static readonly Option<string> MinimumLevel = OneOf<Level>("--level", "The lowest level whose approval counts.", isRequired: true);

    private static readonly Option<int> Approvals = new("--approvals")
    {
        Description = "How many different people must approve.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<string[]> Roles = Many("--role", "One of those who approve must hold this role. May be repeated.");
    private static readonly Option<string[]> Teams = Many("--team", "One of those who approve must be of this team. May be repeated.");
    private static readonly Option<bool> CodeOwner = new("--code-owner") { Description = "One of those who approve must own changed files." };
    private static readonly Option<bool> DifferentTeams = new("--different-teams") { Description = "They must be of at least two teams." };
    private static readonly Option<bool> Independent = new("--independent") { Description = "Nobody of the authors' line of management counts." };
    private static readonly Option<string[]> Checklist = Many("--check", "What each reviewer must tick. May be repeated.");

    private static readonly Option<int> MinimumReading = new("--minimum-reading")
    {
        Description = "Minutes after which an approval is taken at the earliest.",
    };

    private static readonly Option<int> FreshSignIn = new("--fresh-sign-in")
    {
        Description = "How many minutes old the sign-in of those who approve may be.",
    };

    private static readonly Option<string[]> Evidence = Many("--evidence", "What each reviewer must have opened: diff, run or findings. May be repeated.");

    private static readonly Option[] All =
    [
        Name, Reason, Owner, Incident, Environments, Services, Starts, Expires, Mode, MinimumLevel, Approvals, Roles, Teams, CodeOwner,
        DifferentTeams, Independent, Checklist, MinimumReading, FreshSignIn, Evidence,
    ];

    public static Command Create(StandardStreams streams, string path)
    {
        var gate = GateCall.Option();
        var command = new Command("add", "Add one. Sent again with the same options it changes nothing.") { gate };
        foreach (var option in All)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => GateCall.RunAsync(
            streams, parsed.GetRequiredValue(gate), client => client.PostAsync(path, BodyOf(parsed), cancellationToken)));
        return command;
    }

    private static Dictionary<string, object> BodyOf(ParseResult parsed) => Present(
        ("name", parsed.GetValue(Name)),
        ("reason", parsed.GetValue(Reason)),
        ("owner", parsed.GetValue(Owner)),
        ("incident", parsed.GetValue(Incident)),
        ("scope", Present(("environments", parsed.GetValue(Environments)), ("services", parsed.GetValue(Services)))),
        ("starts", parsed.GetValue(Starts)),
        ("expires", parsed.GetValue(Expires)),
        ("mode", parsed.GetValue(Mode)),
        ("requires", Present(
            ("level", parsed.GetValue(MinimumLevel)),
            ("approvals", parsed.GetValue(Approvals)),
            ("roles", parsed.GetValue(Roles)),
            ("teams", parsed.GetValue(Teams)),
            ("codeOwner", parsed.GetValue(CodeOwner)),
            ("differentTeams", parsed.GetValue(DifferentTeams)),
            ("independent", parsed.GetValue(Independent)),
            ("checklist", parsed.GetValue(Checklist)),
            ("minimumReadingMinutes", parsed.GetValue(MinimumReading)),
            ("freshSignInMinutes", parsed.GetValue(FreshSignIn)),
            ("evidence", parsed.GetValue(Evidence)))));

    private static Dictionary<string, object> Present(params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        Dictionary<string, object> present = [];
        foreach (var (name, value) in fields)
        {
            if (value is not (null or false or Array { Length: 0 }))
            {
                present[name] = value;
            }
        }

        return present;
    }

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description };

    private static Option<DateTimeOffset?> Moment(string name, string description, bool isRequired) => new(name)
    {
        Description = $"{description} Such as 2026-12-24 or 2026-12-24T18:00+01:00; UTC where no offset is given.",
        Required = isRequired,
        CustomParser = result => MomentOption.Parse(result),
    };

    private static Option<string> OneOf<TEnum>(string name, string description, bool isRequired)
        where TEnum : struct, Enum
    {
        string[] tokens = [.. Enum.GetValues<TEnum>().Select(Words.Token)];
        var option = new Option<string>(name) { Description = $"{string.Join(", ", tokens)}: {description}", Required = isRequired };
        option.AcceptOnlyFromAmong(tokens);
        return option;
    }
}
