using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>A directory whose people can change while a review runs.</summary>
internal sealed class FakePeople : IPeopleDirectory
{
    public List<Person> People { get; } = [];

    public Person Add(string id, Level level, params string[] roles)
    {
        var person = new Person(id, Capitalize(id), level, $"object-{id}") { Emails = [$"{id}@example.com"], Roles = roles };
        People.Add(person);
        return person;
    }

    /// <summary>Changes a person, as a directory does when somebody moves on.</summary>
    public void Replace(string id, Func<Person, Person> change)
    {
        var index = People.FindIndex(person => person.Id == id);
        People[index] = change(People[index]);
    }

    public Task<Person?> FindAsync(ActorIdentity identity, CancellationToken cancellationToken) =>
        Task.FromResult(People.Find(person => person.Keys().Intersect(identity.Keys()).Any()));

    public Task<IReadOnlyList<Person>> ListAsync(Level minimum, string? role, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Person>>(
            [.. People.Where(person => person.Level >= minimum && (role is null || person.Roles.Contains(role)))]);

    public Task<IReadOnlyList<Person>> ListAgentOperatorsAsync(ActorIdentity agent, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Person>>([]);

    public Task<Person?> GetAsync(string personId, CancellationToken cancellationToken) =>
        Task.FromResult(People.Find(person => person.Id == personId));

    private static string Capitalize(string id) => char.ToUpperInvariant(id[0]) + id[1..];
}
