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

    /// <summary>What the gate knows and a history does not tell.</summary>
    public IReadOnlyList<string> NotSimulated =>
    [
        "Findings of risk in plans, scripts and manifests: rules about them do not match.",
        "Friction controls, open incidents, attestations by pipelines, pull requests and their labels.",
        "Who started the pipeline: the author of the last commit stands for the requester.",
        .. HasPeople ? (string[])[] : ["People: without --people every author counts as junior, and nobody's load is known."],
    ];

    /// <summary>Where the two policies say different things.</summary>
    public IReadOnlyList<JudgedDeployment> Differences => [.. Deployments.Where(deployment => deployment.Differs)];
}
