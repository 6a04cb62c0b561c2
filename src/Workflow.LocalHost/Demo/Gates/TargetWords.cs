namespace Workflow.LocalHost.Demo.Gates;

/// <summary>What is wrong with a gate that runs elsewhere, in words for the one who started it.</summary>
internal static class TargetWords
{
    /// <summary>
    /// How long a deployment may stand still before somebody has to look. What a Functions host did when it was killed, it does again
    /// after the visibility timeouts in <c>host.json</c> and its own start.
    /// </summary>
    public static TimeSpan StandstillLimit { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Why the demo cannot be run as it was asked for; null where it can.</summary>
    public static string? FindMistake(Uri target, Uri? standIns, TargetSettings settings, string? token)
    {
        if (Authority(target) == Authority(standIns ?? settings.StandIns))
        {
            return $"The stand-ins cannot listen at {target}: that is the gate's address. Prepare another one for them: "
                + $"{TargetSettings.Command} --url URL.";
        }

        if (standIns is not null && Authority(standIns) != Authority(settings.StandIns))
        {
            return $"The gate's settings say that the stand-ins are at {settings.StandIns}, not at {standIns}: leave --url away, "
                + $"or write the settings anew and start the gate again with them: {TargetSettings.Command} --url {Authority(standIns)}";
        }

        return token is not null && target is { Scheme: "http", IsLoopback: false }
            ? $"{target} is not encrypted, so the token in GATE_TOKEN is not sent there: use https."
            : null;
    }

    public static IEnumerable<string> Warnings(Uri target, TargetSettings settings)
    {
        if (!target.IsLoopback)
        {
            yield return $"Warning: the gate at {target} is on another machine. It can neither read the repository in "
                + $"{settings.Files.Folder} nor reach the stand-ins at {settings.StandIns}, "
                + "so deployments that need a review cannot end as they should.";
        }

        if (Authority(target) != Authority(settings.Console))
        {
            yield return $"Warning: the links in cards and mails lead to {settings.Console}, for which the settings were prepared.";
        }
    }

    public static string DoesNotAnswer(Uri gate, string reason) => $"""
        The gate at {gate} does not answer: {reason}
        Start it with the settings of '{TargetSettings.Command}', and the demo again when it runs.
        """;

    public static string NotReady(Uri gate, int status, string answer) => status is StatusCodes.Status503ServiceUnavailable
        ? $"The gate at {gate} is not ready: {answer}"
        : $"What answers at {gate} is no gate: it answers /readyz with {status}.";

    public static string OtherSettings(TargetSettings settings) => $"""
        The gate was not started with the demo's settings that are in {settings.Files.Folder}.
        Write them anew, and start the gate again with them:
          {TargetSettings.Command} --target {Authority(settings.Console)} > src/Workflow.Functions/local.settings.json
        """;

    public static string OtherPolicy(string? name, TargetSettings settings) => $"""
        The gate judges by the policy '{name}', not by the demo's in {settings.Files.Policy} (Files:Policy).
        {OtherSettings(settings)}
        """;

    /// <summary>Why a deployment does not go on; null where it does, or where it still may.</summary>
    /// <param name="unchanged">For how long nothing about it has changed.</param>
    public static string? FindHindrance(DemoRow row, TimeSpan unchanged, DateTimeOffset now, Uri gate, Uri standIns)
    {
        if (row.Status?.Asked.FirstOrDefault(one => one.Undeliverable is not null) is { } refused)
        {
            return $"The stand-in for Teams refused the card for {refused.Name}: {refused.Undeliverable}";
        }

        var limit = $"{StandstillLimit.TotalSeconds:0} s";
        return (row.Status, unchanged > StandstillLimit) switch
        {
            ({ State: "unreported" }, _) or ({ State: "reporting" }, true) =>
                $"{row.Id} is decided, but the gate cannot tell the pipeline: it does not reach {standIns} "
                + "(StandardWebhooks:AllowedCallbackOrigins), or is refused there. Its log says why.",
            (null or { State: "received" }, true) =>
                $"{row.Id} has been with the gate at {gate} for {limit} and is not judged: the gate takes requests, "
                + "but does not work on them. Does its storage answer, queues too (AzureWebJobsStorage)? Its log says why.",
            ({ State: "waiting", Asked: [] }, true) =>
                $"{row.Id} has waited for {limit} and nobody is asked: the gate finds no reviewer, or its work stands still. "
                + "Its log says why.",
            ({ State: "waiting", Asked: [.., { Delivered: false } asked] }, true) =>
                $"{asked.Name} is asked about {row.Id}, but no card came within {limit}: "
                + $"the gate does not reach the stand-ins at {standIns} "
                + "(Teams:ServiceUrl, Teams:TokenEndpoint), or is refused there. Its log says why.",
            ({ State: "waiting", Deadline: { } deadline }, true) when now > deadline + StandstillLimit =>
                $"The time to decide about {row.Id} ended {limit} ago, and the gate has not gone on: its timers stand still. "
                + "Its log says why.",
            _ => null,
        };
    }

    private static string Authority(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
