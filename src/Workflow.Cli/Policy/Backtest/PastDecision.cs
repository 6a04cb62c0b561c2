using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>A deployment of a history, and what each policy says of it.</summary>
/// <param name="Risk">The severity of the worst finding, <see cref="NoRisk"/> or <see cref="NotLookedAt"/>.</param>
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
    string Risk,
    IReadOnlyList<PastDecision> Decisions)
{
    public const string NoRisk = "none";

    public const string NotLookedAt = "unknown";

    /// <summary>Those who wrote it and whom the people directory does not know.</summary>
    public IReadOnlyList<string> UnknownAuthors { get; init; } = [];

    /// <summary>The Monday of its week, in UTC.</summary>
    public DateOnly Week => WeekOf(At);

    /// <summary>What the second policy says differently; empty where it says the same or where there is none.</summary>
    public IReadOnlyList<string> Difference { get; } = Decisions is [var one, var other] ? DecisionDifference.Of(one, other) : [];

    public bool HasOtherVerdict => Decisions is [var one, var other] && one.Verdict != other.Verdict;

    public static DateOnly WeekOf(DateTimeOffset at) => DateOnly.FromDateTime(IsoWeek.Of(at).Begin.UtcDateTime);
}

/// <summary>What one policy says of a deployment, as far as a report needs it.</summary>
/// <param name="Rules">Those that made the verdict; empty for the default.</param>
internal sealed record PastDecision(Verdict Verdict, ReviewRequirement? Requirement, IReadOnlyList<string> Rules)
{
    /// <summary>Why the review that the policy asks for could never be given, so that the gate blocks; null where it could.</summary>
    public string? Defect { get; init; }

    /// <summary>How many people could review; null where none are known, or no review is required.</summary>
    public int? Reviewers { get; init; }

    /// <summary>How many people must approve, at least.</summary>
    public int Approvals => Requirement is null ? 0 : ReviewShare.PeopleOf(Requirement);
}
