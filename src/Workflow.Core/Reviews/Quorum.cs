namespace Workflow.Core.Reviews;

/// <summary>Whether approvals add up to what a requirement asks for. One person may fill several of its demands.</summary>
public static class Quorum
{
    /// <summary>What holds where nothing is said.</summary>
    public static ReviewRequirement Least { get; } = new(Level.Senior, 1);

    /// <param name="decisions">Those that count; rejections and a person's second approval add nothing.</param>
    public static bool IsFulfilled(ReviewRequirement requirement, IEnumerable<JudgedDecision> decisions) =>
        FindGap(requirement, decisions).LeastPeople == 0;

    /// <summary>What is missing yet.</summary>
    public static QuorumGap FindGap(ReviewRequirement requirement, IEnumerable<JudgedDecision> decisions)
    {
        var approvals = decisions.Where(one => one.Kind is DecisionKind.Approve).DistinctBy(one => one.ReviewerId).ToList();
        var teams = approvals.Select(one => one.Team).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return new QuorumGap(Math.Max(0, Math.Max(1, requirement.Approvals) - approvals.Count))
        {
            Roles = Remove(requirement.Roles, approvals.SelectMany(one => one.Roles)),
            Teams = Remove(requirement.Teams, teams),
            CodeOwner = requirement.CodeOwner && !approvals.Any(one => one.IsCodeOwner),
            NotOnly = requirement.DifferentTeams && teams.Count < QuorumGap.LeastTeams ? teams : null,
        };
    }

    private static string[] Remove(IReadOnlyList<string> demanded, IEnumerable<string> present) =>
        [.. demanded.Except(present, StringComparer.OrdinalIgnoreCase)];
}

/// <summary>What a review still needs.</summary>
/// <param name="Approvals">How many more people must approve, whoever they are.</param>
public sealed record QuorumGap(int Approvals)
{
    /// <summary>How many teams "different teams" are at least.</summary>
    internal const int LeastTeams = 2;

    /// <summary>Roles that nobody who approved holds.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Teams of which nobody approved.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>Whether an owner of changed files is missing.</summary>
    public bool CodeOwner { get; init; }

    /// <summary>
    /// The teams that approved where they are too few to be different ones; null where nothing is asked or enough are there.
    /// </summary>
    public IReadOnlyList<string>? NotOnly { get; init; }

    /// <summary>Whether people of some kind are missing: with a role, of a team, owners.</summary>
    public bool IsOfKind => Roles.Count > 0 || Teams.Count > 0 || CodeOwner || NotOnly is not null;

    /// <summary>How many more people it takes at least, if each fills as much as one person can.</summary>
    public int LeastPeople
    {
        get
        {
            // One person holds any number of roles, but is of one team.
            var teams = Math.Max(Teams.Count, NotOnly is null ? 0 : LeastTeams - NotOnly.Count);
            var other = Roles.Count > 0 || CodeOwner ? 1 : 0;
            return Math.Max(Approvals, Math.Max(teams, other));
        }
    }

    /// <summary>What somebody's approval would fill of it besides being one more, each in words that follow a name.</summary>
    /// <param name="isCodeOwner">Whether they own changed files.</param>
    public IReadOnlyList<AskFact> FilledBy(Person person, bool isCodeOwner)
    {
        List<AskFact> filled =
        [
            .. Roles.Intersect(person.Roles, StringComparer.OrdinalIgnoreCase).Select(role => new AskFact(AskFactKind.HoldsRole, role)),
        ];
        if (Teams.Contains(person.Team, StringComparer.OrdinalIgnoreCase))
        {
            filled.Add(new AskFact(AskFactKind.OfTeam, person.Team));
        }
        else if (IsAnother(person.Team))
        {
            filled.Add(new AskFact(NotOnly is [] ? AskFactKind.OfAnyTeam : AskFactKind.OfAnotherTeam, person.Team));
        }

        if (CodeOwner && isCodeOwner)
        {
            filled.Add(new AskFact(AskFactKind.OwnsFiles));
        }

        return filled;
    }

    /// <summary>What one person's approval would fill of it, and another's in its place would not.</summary>
    public QuorumGap FilledOnlyBy(JudgedDecision one, JudgedDecision other) => new(0)
    {
        Roles = [.. Roles.Intersect(one.Roles, StringComparer.OrdinalIgnoreCase).Except(other.Roles, StringComparer.OrdinalIgnoreCase)],
        Teams = [.. Teams.Where(team => IsSame(team, one.Team) && !IsSame(team, other.Team))],
        CodeOwner = CodeOwner && one.IsCodeOwner && !other.IsCodeOwner,
        NotOnly = IsAnother(one.Team) && !IsAnother(other.Team) ? NotOnly : null,
    };

    private bool IsAnother(string? team) => team is not null && NotOnly?.Contains(team, StringComparer.OrdinalIgnoreCase) is false;

    private static bool IsSame(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Such as <c>1 more approval and somebody with the role 'dba'</c>.</summary>
    public override string ToString()
    {
        string[] parts =
        [
            .. Approvals == 0 ? (string[])[] : [$"{Approvals} more approval{(Approvals == 1 ? "" : "s")}"],
            .. Roles.Select(role => $"somebody with the role '{role}'"),
            .. Teams.Select(team => $"somebody of the team '{team}'"),
            .. CodeOwner ? (string[])["an owner of changed files"] : [],
            .. NotOnly switch
            {
                null => (string[])[],
                [] => ["people of two teams"],
                [var team, ..] => [$"somebody of another team than '{team}'"],
            },
        ];
        return parts.Length == 0 ? "nothing more" : string.Join(" and ", parts);
    }
}
