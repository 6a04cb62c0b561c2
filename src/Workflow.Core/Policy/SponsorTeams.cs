using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>The teams of those who set the agents to work: teams like any other once it is known whose agents they were.</summary>
internal static class SponsorTeams
{
    /// <returns>In alphabetical order, each once; empty where no agent, no sponsor or no team of theirs is known.</returns>
    public static IReadOnlyList<string> Of(ChangeAssessment assessment) =>
    [
        .. assessment.Participants
            .Where(one => one.Roles.HasFlag(Participation.AgentOperator))
            .Select(one => one.Person?.Team)
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>The requirement with the teams by name in place of whose they are.</summary>
    public static ReviewRequirement Resolve(ReviewRequirement requirement, ChangeAssessment assessment) => requirement.SponsorsTeam
        ? (requirement with { SponsorsTeam = false }).And(new ReviewRequirement(Level.Junior, 1) { Teams = Of(assessment) })
        : requirement;

    /// <summary>Whose teams they are, as a clause; null where there are none.</summary>
    public static string? Describe(IReadOnlyList<string> teams) => teams switch
    {
        [] => null,
        [var only] => $"the team '{only}' is that of the agent's sponsor",
        _ => $"the teams {string.Join(" and ", teams.Select(team => $"'{team}'"))} are those of the agents' sponsors",
    };
}
