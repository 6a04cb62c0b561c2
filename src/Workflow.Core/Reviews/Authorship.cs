using Workflow.Core.Provenance;

namespace Workflow.Core.Reviews;

/// <summary>Who and what made a change, each by what they did: an agent's work is not that of the person who operates it.</summary>
/// <param name="Agents">Names of the autonomous agents that authored commits.</param>
/// <param name="Authors">People who wrote commits, alone or with others.</param>
/// <param name="Operators">People who set an agent to work or answer for it.</param>
/// <param name="Committers">People who only committed what others wrote.</param>
public sealed record Authorship(
    IReadOnlyList<string> Agents,
    IReadOnlyList<Participant> Authors,
    IReadOnlyList<Participant> Operators,
    IReadOnlyList<Participant> Committers)
{
    public static Authorship Of(ChangeAssessment assessment)
    {
        var people = assessment.Participants.Where(one => one.WroteIt).ToList();
        return new Authorship(
            [.. assessment.Provenance.Evidence
                .Where(one => one is { Kind: ProvenanceKind.Agent, Signal: "author" })
                .Select(one => one.Tool)
                .Distinct(StringComparer.OrdinalIgnoreCase)],
            [.. people.Where(IsAuthor)],
            [.. people.Where(one => one.Roles.HasFlag(Participation.AgentOperator))],
            [.. people.Where(one => (one.Roles & ~Participation.Requester) == Participation.Committer)]);
    }

    /// <summary>Whom an agent's commit names as its co-author operates the agent.</summary>
    private static bool IsAuthor(Participant one) =>
        one.Roles.HasFlag(Participation.Author)
        || (one.Roles.HasFlag(Participation.CoAuthor) && !one.Roles.HasFlag(Participation.AgentOperator));
}
