using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>A deployment of a history, and what each policy says of it.</summary>
/// <param name="Decisions">In the order of the policies.</param>
internal sealed record JudgedDeployment(
    string Name,
    string Head,
    DateTimeOffset At,
    int Commits,
    int Paths,
    int Lines,
    ProvenanceKind Provenance,
    Level AuthorLevel,
    IReadOnlyList<PastDecision> Decisions)
{
    /// <summary>The Monday of its week, in UTC.</summary>
    public DateOnly Week => DateOnly.FromDateTime(IsoWeek.Of(At).Begin.UtcDateTime);

    public bool Differs => Decisions.Count > 1 && Decisions[0].Verdict != Decisions[1].Verdict;
}

/// <summary>What one policy says of a deployment, as far as a report needs it.</summary>
/// <param name="Rules">Those that made the verdict; empty for the default.</param>
internal sealed record PastDecision(Verdict Verdict, ReviewRequirement? Requirement, IReadOnlyList<string> Rules)
{
    public int Approvals => Requirement?.Approvals ?? 0;
}
