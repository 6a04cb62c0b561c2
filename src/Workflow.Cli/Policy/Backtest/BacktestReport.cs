using Workflow.Core;
using Workflow.Core.Risk;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>What one or two policies would have done to a history.</summary>
/// <param name="Deployments">As the history told them: about the newest first.</param>
/// <param name="HasPeople">Whether a people directory was given: else every author counts as junior.</param>
internal sealed record BacktestReport(
    string Repository,
    string Service,
    string Environment,
    DateTimeOffset Since,
    int Minutes,
    IReadOnlyList<JudgedDeployment> Deployments,
    IReadOnlyList<PolicySummary> Policies,
    bool HasPeople)
{
    public const int MaxDifferences = 50;

    private const int MaxAuthors = 10;

    private static readonly string[] Risks =
        [.. Enum.GetValues<RiskSeverity>().Order().Reverse().Select(Words.Token), JudgedDeployment.NoRisk, JudgedDeployment.NotLookedAt];

    /// <summary>How many megabytes were read to find risk at most.</summary>
    public int RiskMegabytes { get; init; }

    /// <summary>Why the history may not be whole; null where it is.</summary>
    public string? HistoryDefect { get; init; }

    /// <summary>Authors whom the people directory does not know, with the number of their deployments; the most frequent first.</summary>
    public IReadOnlyList<(string Author, int Count)> UnknownAuthors =>
    [
        .. Deployments.SelectMany(one => one.UnknownAuthors)
            .CountBy(author => author)
            .Select(author => (author.Key, author.Value))
            .OrderByDescending(author => author.Value)
            .ThenBy(author => author.Key, StringComparer.Ordinal),
    ];

    /// <summary>How many deployments there are of each risk, the worst first.</summary>
    public IReadOnlyList<(string Risk, int Count)> RiskCounts
    {
        get
        {
            var counts = Deployments.CountBy(deployment => deployment.Risk).ToDictionary();
            return [.. Risks.Where(counts.ContainsKey).Select(risk => (risk, counts[risk]))];
        }
    }

    /// <summary>What the gate knows and a history does not tell.</summary>
    public IReadOnlyList<string> NotSimulated =>
    [
        .. HistoryDefect is { } defect ? (string[])[defect] : [],
        .. Deployments.Count(one => one.Risk == JudgedDeployment.NotLookedAt) is var unknown and > 0
            ? (string[])
            [
                $"The risk of {BacktestText.Many(unknown, "deployment")}: changed files are read up to {RiskMegabytes} MB "
                    + "(--risk-megabytes). There rules on findings that review or block count as matched, and those that release do not.",
            ]
            : [],
        "Documents that pipelines attach, such as plans: it is judged as if none were attached.",
        "Incidents: it is judged as if none had been open.",
        "Friction controls, attestations by pipelines, Agent Trace records, pull requests and their labels.",
        "Who started the pipeline: the author of the last commit stands for the requester.",
        HasPeople
            ? "Who was how senior, in which team, at the time: people count as the directory has them today."
            : "People: without --people every author counts as junior, and nobody knows who could review.",
        .. HasPeople && UnknownAuthors is { Count: > 0 } strangers
            ? (string[])
            [
                $"{BacktestText.Many(strangers.Count, "author")} whom --people does not know, and who count as junior: "
                    + string.Join(", ", strangers.Take(MaxAuthors).Select(one => $"{one.Author} ({BacktestText.Many(one.Count, "deployment")})"))
                    + (strangers.Count > MaxAuthors ? $" and {strangers.Count - MaxAuthors} more." : "."),
            ]
            : [],
    ];

    /// <summary>Where the two policies say different things.</summary>
    public IReadOnlyList<JudgedDeployment> Differences => [.. Deployments.Where(deployment => deployment.Difference.Count > 0)];

    /// <summary>What the second policy says differently, and for how many deployments; the most frequent first.</summary>
    public IReadOnlyList<(string What, int Count)> Changes =>
    [
        .. Differences
            .CountBy(deployment => string.Join("; ", deployment.Difference))
            .Select(change => (change.Key, change.Value))
            .OrderByDescending(change => change.Value)
            .ThenBy(change => change.Key, StringComparer.Ordinal),
    ];
}
