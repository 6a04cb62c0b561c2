using Microsoft.Extensions.Options;
using Workflow.Adapters.Files;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Graph;

/// <summary>
/// People from Microsoft Entra ID. Reviewers are the members of the configured groups; anybody else of the tenant is known when they are
/// looked up. All methods but that of their availability throw <see cref="GraphUnavailableException"/> where Graph gives no answer and
/// none of before is young enough.
/// </summary>
/// <param name="availability">Whether people are there; never a reason to fail.</param>
/// <param name="file">The file of people, for what it adds; null where it adds nothing.</param>
internal sealed class GraphPeopleDirectory(
    GraphAccounts accounts, GraphAvailability availability, IOptions<GraphOptions> options, WatchedFile<PeopleIndex>? file)
    : IPeopleDirectory
{
    /// <summary>
    /// An object id comes from a verified token and decides alone. Else an account goes before an address, because anyone can write any
    /// address into a commit; and Graph before the file.
    /// </summary>
    public async Task<Person?> FindAsync(ActorIdentity identity, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(identity.ObjectId))
        {
            return await GetAsync(identity.ObjectId, cancellationToken);
        }

        foreach (var key in identity.Keys())
        {
            if (await accounts.FindAsync(key, cancellationToken) is { } account)
            {
                return await DescribeAsync(account, cancellationToken);
            }
        }

        return file?.Current().Find(identity) is { } noted ? await FindNotedAsync(noted, cancellationToken) : null;
    }

    public async Task<IReadOnlyList<Person>> ListAsync(Level minimum, string? role, CancellationToken cancellationToken)
    {
        var snapshot = await accounts.GetGroupsAsync(cancellationToken);
        return
        [
            .. snapshot.Accounts.Where(account => account.IsActiveMember).Select(account => Describe(account, snapshot))
                .Where(person => person.Level >= minimum)
                .Where(person => role is null || person.Roles.Contains(role, StringComparer.OrdinalIgnoreCase)),
        ];
    }

    public Task<IReadOnlyList<Person>> AddAvailabilityAsync(IReadOnlyList<Person> candidates, CancellationToken cancellationToken) =>
        availability.DescribeAsync(candidates, cancellationToken);

    /// <summary>Those whom the file names; one whom Graph does not know stays as the file has them.</summary>
    public async Task<IReadOnlyList<Person>> ListAgentOperatorsAsync(ActorIdentity agent, CancellationToken cancellationToken)
    {
        List<Person> operators = [];
        foreach (var noted in file?.Current().ListOperators(agent) ?? [])
        {
            operators.Add(await FindNotedAsync(noted, cancellationToken) ?? noted);
        }

        return operators;
    }

    public async Task<Person?> GetAsync(string personId, CancellationToken cancellationToken)
    {
        var id = personId.Trim().ToLowerInvariant();
        var snapshot = await accounts.GetGroupsAsync(cancellationToken);
        var account = snapshot.Find(id) ?? await accounts.FindAsync($"object:{id}", cancellationToken);
        return account is null ? null : Describe(account, snapshot);
    }

    /// <summary>The tenant's account of a person of the file, by object id, else by the first address that somebody has.</summary>
    private async Task<Person?> FindNotedAsync(Person noted, CancellationToken cancellationToken)
    {
        if (noted.ObjectId is { } id)
        {
            return await GetAsync(id, cancellationToken);
        }

        foreach (var key in noted.Emails.SelectMany(email => new ActorIdentity(Email: email).Keys()))
        {
            if (await accounts.FindAsync(key, cancellationToken) is { } account)
            {
                return await DescribeAsync(account, cancellationToken);
            }
        }

        return null;
    }

    private async Task<Person> DescribeAsync(GraphAccount account, CancellationToken cancellationToken)
    {
        var snapshot = await accounts.GetGroupsAsync(cancellationToken);
        return Describe(snapshot.Find(account.Id) ?? account, snapshot);
    }

    private Person Describe(GraphAccount account, GraphSnapshot snapshot)
    {
        var noted = NotedOf(account);
        return PersonRules.Describe(options.Value, account, snapshot.GroupsOf(account.Id), noted, DelegateOf(noted, snapshot));
    }

    /// <summary>The file names stand-ins by its own ids: the tenant's is found by object id, else by an address of a group's member.</summary>
    private string? DelegateOf(Person? noted, GraphSnapshot snapshot) =>
        noted?.DelegateId is { } id && file?.Current().Get(id) is { } stand
            ? stand.ObjectId?.ToLowerInvariant() ?? snapshot.Accounts
                .FirstOrDefault(account => account.Emails.Intersect(stand.Emails, StringComparer.OrdinalIgnoreCase).Any())?.Id
            : null;

    private Person? NotedOf(GraphAccount account)
    {
        var index = file?.Current();
        return index?.Find(new ActorIdentity(ObjectId: account.Id))
            ?? account.Emails.Select(email => index?.Find(new ActorIdentity(Email: email)))
                .FirstOrDefault(noted => noted is { ObjectId: null });
    }
}
