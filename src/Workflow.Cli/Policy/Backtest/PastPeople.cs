using Workflow.Adapters.Files;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>The people of one reading of a directory: today's, since no history tells who was how senior when.</summary>
internal sealed class PastPeople(PeopleIndex people) : IPeopleDirectory
{
    private readonly Dictionary<(Level Minimum, string? Role), IReadOnlyList<Person>> lists = [];

    public Task<Person?> FindAsync(ActorIdentity identity, CancellationToken cancellationToken) => Task.FromResult(people.Find(identity));

    public Task<IReadOnlyList<Person>> ListAsync(Level minimum, string? role, CancellationToken cancellationToken)
    {
        if (!lists.TryGetValue((minimum, role), out var found))
        {
            lists.Add((minimum, role), found = people.List(minimum, role));
        }

        return Task.FromResult(found);
    }

    public Task<IReadOnlyList<Person>> ListAgentOperatorsAsync(ActorIdentity agent, CancellationToken cancellationToken) =>
        Task.FromResult(people.ListOperators(agent));

    public Task<Person?> GetAsync(string personId, CancellationToken cancellationToken) => Task.FromResult(people.Get(personId));
}
