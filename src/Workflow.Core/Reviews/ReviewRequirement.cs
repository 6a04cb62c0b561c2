namespace Workflow.Core.Reviews;

/// <summary>
/// What a review needs before a deployment may be released. Requirements of several rules hold at once (<see cref="And"/>), whatever
/// the order they are put together in.
/// </summary>
/// <param name="MinimumLevel">The lowest level of those whose approval counts.</param>
/// <param name="Approvals">How many different people must approve. 1 or more.</param>
public sealed record ReviewRequirement(Level MinimumLevel, int Approvals)
{
    /// <summary>The most approvals that anything can ask for.</summary>
    public const int MostApprovals = 10;

    /// <summary>The most roles, teams and items of a checklist, each.</summary>
    public const int MostItems = 20;

    /// <summary>The longest <see cref="MinimumReading"/>.</summary>
    public static readonly TimeSpan LongestReading = TimeSpan.FromHours(4);

    /// <summary>The longest <see cref="FreshSignIn"/>.</summary>
    public static readonly TimeSpan OldestSignIn = TimeSpan.FromHours(24);

    /// <summary>Roles that must be held among those who approve: each by at least one of them. In alphabetical order.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Teams that must be among those who approve, each with at least one person. In alphabetical order.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>Whether at least one of those who approve must own changed files by the repository's CODEOWNERS.</summary>
    public bool CodeOwner { get; init; }

    /// <summary>
    /// Whether one of those who approve must be of the team of an agent's sponsor; no matter where no agent or sponsor is known.
    /// </summary>
    public bool SponsorsTeam { get; init; }

    /// <summary>Whether those who approve must be of at least two teams.</summary>
    public bool DifferentTeams { get; init; }

    /// <summary>
    /// Whether nobody may approve who is above or directly below one of those who wrote the change in the line of management.
    /// </summary>
    public bool Independent { get; init; }

    /// <summary>What each reviewer must tick before approving. In alphabetical order.</summary>
    public IReadOnlyList<string> Checklist { get; init; } = [];

    /// <summary>
    /// How long after a reviewer was asked an approval is taken at the earliest. A rejection is taken at once. 0 s to 4 h.
    /// </summary>
    public TimeSpan MinimumReading { get; init; }

    /// <summary>What each reviewer must have opened before approving.</summary>
    public EvidenceKinds Evidence { get; init; }

    /// <summary>
    /// How old the sign-in of somebody who approves may be, which proves that a person is there. A rejection needs none. 0 s to 24 h; 0 s
    /// asks for no proof.
    /// </summary>
    public TimeSpan FreshSignIn { get; init; }

    /// <summary>Both requirements at once.</summary>
    public ReviewRequirement And(ReviewRequirement other) => new(
        (Level)Math.Max((int)MinimumLevel, (int)other.MinimumLevel), Math.Max(Approvals, other.Approvals))
    {
        Roles = Union(Roles, other.Roles, StringComparer.OrdinalIgnoreCase),
        Teams = Union(Teams, other.Teams, StringComparer.OrdinalIgnoreCase),
        CodeOwner = CodeOwner || other.CodeOwner,
        SponsorsTeam = SponsorsTeam || other.SponsorsTeam,
        DifferentTeams = DifferentTeams || other.DifferentTeams,
        Independent = Independent || other.Independent,
        Checklist = Union(Checklist, other.Checklist, StringComparer.Ordinal),
        MinimumReading = MinimumReading > other.MinimumReading ? MinimumReading : other.MinimumReading,
        Evidence = Evidence | other.Evidence,
        FreshSignIn = Shorter(FreshSignIn, other.FreshSignIn),
    };

    /// <summary>Whether this asks for all that the other one asks for.</summary>
    public bool Covers(ReviewRequirement other) => And(other).Equals(this);

    /// <summary>Such as <c>2 approvals by senior or above</c>, with all that is asked for besides.</summary>
    public override string ToString() => string.Join(", ", Parts());

    public bool Equals(ReviewRequirement? other) =>
        other is not null
        && (MinimumLevel, Approvals, CodeOwner, SponsorsTeam, DifferentTeams, Independent)
            == (other.MinimumLevel, other.Approvals, other.CodeOwner, other.SponsorsTeam, other.DifferentTeams, other.Independent)
        && (MinimumReading, Evidence, FreshSignIn) == (other.MinimumReading, other.Evidence, other.FreshSignIn)
        && IsSame(Roles, other.Roles)
        && IsSame(Teams, other.Teams)
        && Checklist.SequenceEqual(other.Checklist, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(MinimumLevel, Approvals, Roles.Count, Teams.Count, Checklist.Count);

    private IEnumerable<string> Parts()
    {
        yield return $"{Approvals} approval{(Approvals == 1 ? "" : "s")} by {Words.Of(MinimumLevel)} or above";
        foreach (var role in Roles)
        {
            yield return $"one with the role '{role}'";
        }

        foreach (var team in Teams)
        {
            yield return $"one of team '{team}'";
        }

        (bool IsAsked, string Words)[] others =
        [
            (SponsorsTeam, "one of the team of the agent's sponsor"),
            (CodeOwner, "one by a code owner"),
            (DifferentTeams, "from at least two teams"),
            (Independent, "by nobody in the authors' line of management"),
            (Checklist.Count > 0, $"with a checklist of {Checklist.Count}"),
            (MinimumReading > TimeSpan.Zero, $"not before {MinimumReading.TotalMinutes:0.#} minutes to read"),
            (Evidence is not EvidenceKinds.None, $"after opening {Describe(Evidence)}"),
            (FreshSignIn > TimeSpan.Zero, $"with a sign-in not older than {FreshSignIn.TotalMinutes:0.#} minutes"),
        ];
        foreach (var (isAsked, words) in others)
        {
            if (isAsked)
            {
                yield return words;
            }
        }
    }

    private static string Describe(EvidenceKinds evidence) =>
        string.Join(" and ", ApprovalRules.Split(evidence).Select(kind => $"the {Words.Of(kind)}"));

    /// <summary>The shorter one of those that ask for anything.</summary>
    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) =>
        one == TimeSpan.Zero || (other > TimeSpan.Zero && other < one) ? other : one;

    private static bool IsSame(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.SequenceEqual(other, StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Union(IReadOnlyList<string> one, IReadOnlyList<string> other, StringComparer comparer) =>
        other.Count == 0 ? one
        : one.Count == 0 ? other
        : [.. one.Union(other, comparer).Order(comparer)];
}

/// <summary>What a reviewer can open to judge a change.</summary>
[Flags]
public enum EvidenceKinds
{
    None = 0,

    /// <summary>What the commits change.</summary>
    Diff = 1,

    /// <summary>The run of the pipeline that waits.</summary>
    Run = 2,

    /// <summary>What the change can break, found in plans, migrations and changed files.</summary>
    Findings = 4,
}
