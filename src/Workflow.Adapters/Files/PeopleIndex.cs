using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files;

/// <summary>An agent's identifiers as <see cref="ActorIdentity.Keys"/> gives them, and the ids of those who set it to work.</summary>
public sealed record AgentOperators(IReadOnlyList<string> Keys, IReadOnlyList<string> Operators);

/// <summary>People and agents, found by any of their identifiers in constant time.</summary>
public sealed class PeopleIndex
{
    private readonly IReadOnlyList<Person> people;
    private readonly Dictionary<string, Person> byId;
    private readonly Dictionary<string, Person> byKey = new(StringComparer.Ordinal);
    private readonly ILookup<string, Person> operatorsByKey;

    /// <param name="people">No two with an id or a key in common.</param>
    public PeopleIndex(IReadOnlyList<Person> people, IReadOnlyList<AgentOperators> agents)
    {
        this.people = people;
        byId = people.DistinctBy(person => person.Id, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(person => person.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var person in people)
        {
            foreach (var key in person.Keys())
            {
                byKey.TryAdd(key, person);
            }
        }

        operatorsByKey = agents
            .SelectMany(agent => agent.Keys.SelectMany(key => agent.Operators.Select(id => (Key: key, Person: Get(id)))))
            .Where(pair => pair.Person is not null)
            .ToLookup(pair => pair.Key, pair => pair.Person!, StringComparer.Ordinal);
    }

    public Person? Get(string id) => byId.GetValueOrDefault(id);

    /// <summary>
    /// An object id comes from a verified token and decides alone: nobody becomes somebody else by the address beside it. Else an
    /// account goes before an address, because anyone can write any address into a commit.
    /// </summary>
    public Person? Find(ActorIdentity identity)
    {
        var keys = string.IsNullOrWhiteSpace(identity.ObjectId) ? identity.Keys() : identity.Keys().Take(1);
        return keys.Select(key => byKey.GetValueOrDefault(key)).FirstOrDefault(person => person is not null);
    }

    public IReadOnlyList<Person> List(Level minimum, string? role) =>
    [
        .. people.Where(person =>
            person.Level >= minimum && (role is null || person.Roles.Contains(role, StringComparer.OrdinalIgnoreCase))),
    ];

    public IReadOnlyList<Person> ListOperators(ActorIdentity agent) =>
        [.. agent.Keys().SelectMany(key => operatorsByKey[key]).Distinct()];
}
