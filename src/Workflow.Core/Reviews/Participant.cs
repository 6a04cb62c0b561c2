using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Core.Reviews;

/// <summary>How somebody took part in a change: any of these rules a reviewer out.</summary>
[Flags]
public enum Participation
{
    None = 0,
    Author = 1,
    CoAuthor = 2,
    Committer = 4,
    Requester = 8,

    /// <summary>Set an autonomous agent to work, or answers for one that wrote part of the change.</summary>
    AgentOperator = 16,

    /// <summary>Asked for the break-glass that released it, or confirmed it.</summary>
    BreakGlass = 32,
}

/// <summary>A human who took part in a change, with the person that the directory knows behind the identity, if any.</summary>
public sealed record Participant(ActorIdentity Identity, Participation Roles, Person? Person = null)
{
    /// <summary>Roles by which one can have changed what the change contains: who only had it deployed has not.</summary>
    public bool WroteIt => (Roles & ~(Participation.Requester | Participation.BreakGlass)) != 0;

    public string DisplayName => Person?.Name ?? Identity.ToString();

    /// <summary>Whether this is a person of the directory: by whom it has behind the identity, or by any identifier.</summary>
    /// <param name="keys">Those of the person, as <see cref="Person.Keys"/> gives them.</param>
    public bool Is(Person person, IReadOnlySet<string> keys) => Person?.Id == person.Id || Identity.Keys().Any(keys.Contains);

    /// <summary>The roles as people read them.</summary>
    public IReadOnlyList<string> RoleNames =>
        [.. Enum.GetValues<Participation>().Where(role => role is not Participation.None && Roles.HasFlag(role)).Select(NameOf)];

    /// <summary>
    /// The requester, every human in the commits, and who opened their pull requests; who goes by several addresses may be in it
    /// several times. Programs (agents, release bots) are left out.
    /// </summary>
    public static IReadOnlyList<Participant> Of(ActorIdentity requester, ChangeSet changes, SignalCatalogue signals)
    {
        List<Participant> found = [];
        Add(found, requester, Participation.Requester, signals);
        foreach (var commit in changes.Commits)
        {
            var byAgent = signals.AgentOf(commit.Author) is not null;
            Add(found, commit.Author, Participation.Author, signals);
            var committing = byAgent ? Participation.Committer | Participation.AgentOperator : Participation.Committer;
            Add(found, commit.Committer, committing, signals);
            foreach (var trailer in Trailer.Parse(commit.Message))
            {
                if (RolesNamedBy(trailer, byAgent) is var roles and not Participation.None)
                {
                    Add(found, MailAddress.ToIdentity(trailer.Value), roles, signals);
                }
            }
        }

        foreach (var pull in changes.PullRequests)
        {
            Add(found, pull.Author, Participation.Author, signals);
        }

        return found;
    }

    /// <summary>
    /// Adds a role for an identity, joining it with the entry of the same actor where one identity can hold the identifiers of both:
    /// an identifier that got lost would let its owner review.
    /// </summary>
    public static void Add(List<Participant> participants, ActorIdentity identity, Participation roles, SignalCatalogue signals)
    {
        if (signals.IsProgram(identity) || !identity.Keys().Any())
        {
            return;
        }

        for (var index = 0; index < participants.Count; index++)
        {
            if (participants[index].Identity.Join(identity) is { } joined)
            {
                participants[index] = participants[index] with { Identity = joined, Roles = participants[index].Roles | roles };
                return;
            }
        }

        participants.Add(new Participant(identity, roles));
    }

    private static string NameOf(Participation role) => role switch
    {
        Participation.CoAuthor => "co-author",
        Participation.AgentOperator => "operator of the agent",
        _ => Words.Of(role),
    };

    private static Participation RolesNamedBy(Trailer trailer, bool byAgent)
    {
        if (trailer.Is("Co-authored-by") || trailer.Is("Co-developed-by"))
        {
            return byAgent ? Participation.CoAuthor | Participation.AgentOperator : Participation.CoAuthor;
        }

        var operates = trailer.Is("On-behalf-of") || trailer.Is("Requested-by") || trailer.Is("Signed-off-by");
        return byAgent && operates ? Participation.AgentOperator : Participation.None;
    }
}
