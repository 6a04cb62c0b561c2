using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;

namespace Workflow.Adapters.Graph;

/// <summary>
/// The questions to Microsoft Graph. Every method throws <see cref="GraphUnavailableException"/> where it gets no answer.
/// </summary>
internal sealed partial class GraphReader(
    GraphConnection connection, GraphBatch batch, IOptions<GraphOptions> options, ILogger<GraphReader> logger)
{
    private const int PageSize = 999;

    /// <summary>What queries that Graph answers from an index have to say of themselves ("Advanced query capabilities").</summary>
    private const string Consistency = "ConsistencyLevel";

    private readonly GraphOptions options = options.Value;

    /// <summary>All members of all configured groups, with their managers.</summary>
    public async Task<GraphSnapshot> ReadGroupsAsync(CancellationToken cancellationToken)
    {
        var groups = options.GroupIds();
        var firstPages = await GraphFailures.AskAsync("who is in the configured groups", () => batch.AskAsync(
            [.. groups.Select(QuestionOf)], UserCollectionResponse.CreateFromDiscriminatorValue, cancellationToken));
        List<(string Group, GraphAccount Member)> members = [];
        foreach (var (group, firstPage) in groups.Zip(firstPages))
        {
            members.AddRange((await ReadMembersAsync(group, firstPage, cancellationToken)).Select(member => (group, member)));
        }

        string[] ids = [.. members.Select(one => one.Member.Id).Distinct()];
        var managers = await GraphFailures.AskAsync("who manages the members of the configured groups", () => batch.AskAsync(
            [.. ids.Select(ManagerQuestionOf)], DirectoryObject.CreateFromDiscriminatorValue, cancellationToken));
        var managerOf = ids.Zip(managers).ToDictionary(pair => pair.First, pair => pair.Second?.Id?.ToLowerInvariant());
        return new GraphSnapshot(members.Select(one => (one.Group, one.Member with { ManagerId = managerOf[one.Member.Id] })));
    }

    /// <returns>Null where there is no such user.</returns>
    public async Task<GraphAccount?> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        var user = await GraphFailures.AskAsync($"who {id} is", () => OrNull(() => connection.Client.Users[$"{id}"].GetAsync(
            question => question.QueryParameters.Select = GraphAccount.Selected, cancellationToken)));
        return await CompleteAsync(user, cancellationToken);
    }

    /// <returns>Null where nobody has the address, or several have.</returns>
    public Task<GraphAccount?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        var text = Quote(email);
        return FindAsync(
            $"whose address {email} is",
            $"mail eq {text} or userPrincipalName eq {text} or proxyAddresses/any(address:address eq {Quote("smtp:" + email)})",
            cancellationToken);
    }

    /// <param name="attribute">The number of the extension attribute that holds accounts.</param>
    /// <returns>Null where nobody has the account, or several have.</returns>
    public Task<GraphAccount?> FindByLoginAsync(int attribute, string account, CancellationToken cancellationToken) => FindAsync(
        $"whose account {account} is",
        $"onPremisesExtensionAttributes/extensionAttribute{attribute} eq {Quote(account)}",
        cancellationToken);

    private async Task<GraphAccount?> FindAsync(string what, string filter, CancellationToken cancellationToken)
    {
        var found = await GraphFailures.AskAsync(what, () => connection.Client.Users.GetAsync(
            question =>
            {
                question.Headers.Add(Consistency, "eventual");
                question.QueryParameters.Filter = filter;
                question.QueryParameters.Count = true;
                question.QueryParameters.Select = GraphAccount.Selected;
            },
            cancellationToken));
        var users = found?.Value ?? [];
        var active = users.Where(user => AccountOf(user) is { IsActiveMember: true }).ToList();
        var candidates = active.Count == 0 ? users : active;
        if (candidates.Count > 1)
        {
            Log.Ambiguous(logger, candidates.Count, what);
            return null;
        }

        return await CompleteAsync(candidates.FirstOrDefault(), cancellationToken);
    }

    private async Task<GraphAccount?> CompleteAsync(User? user, CancellationToken cancellationToken)
    {
        if (user is null || AccountOf(user) is not { } account)
        {
            return null;
        }

        var above = connection.Client.Users[account.Id].Manager;
        var manager = await GraphFailures.AskAsync($"who manages {account.Id}", () => OrNull(() => above.GetAsync(
            question => question.QueryParameters.Select = ["id"], cancellationToken)));
        return account with { ManagerId = manager?.Id?.ToLowerInvariant() };
    }

    private async Task<IReadOnlyList<GraphAccount>> ReadMembersAsync(
        string group, UserCollectionResponse? firstPage, CancellationToken cancellationToken)
    {
        var page = firstPage ?? throw new GraphUnavailableException(
            $"Microsoft Graph knows no group {group}. Correct Graph:LevelGroups or Graph:RoleGroups.");
        List<GraphAccount> members = [];
        while (true)
        {
            members.AddRange((page.Value ?? []).Select(AccountOf).OfType<GraphAccount>());
            if (members.Count > options.MaxGroupMembers)
            {
                throw new GraphUnavailableException(
                    $"The group {group} has more than {options.MaxGroupMembers} people. Name a smaller group, or raise "
                    + "Graph:MaxGroupMembers.");
            }

            if (page.OdataNextLink is not { Length: > 0 } next)
            {
                return members;
            }

            var following = connection.Client.Groups[group].TransitiveMembers.GraphUser.WithUrl(next);
            page = await GraphFailures.AskAsync($"who is in the group {group}", () => following.GetAsync(
                question => question.Headers.Add(Consistency, "eventual"), cancellationToken)) ?? new UserCollectionResponse();
        }
    }

    private RequestInformation QuestionOf(string group) =>
        connection.Client.Groups[group].TransitiveMembers.GraphUser.ToGetRequestInformation(question =>
        {
            question.Headers.Add(Consistency, "eventual");
            question.QueryParameters.Count = true;
            question.QueryParameters.Select = GraphAccount.Selected;
            question.QueryParameters.Top = PageSize;
        });

    private RequestInformation ManagerQuestionOf(string id) =>
        connection.Client.Users[id].Manager.ToGetRequestInformation(question => question.QueryParameters.Select = ["id"]);

    private GraphAccount? AccountOf(User user) => GraphAccount.Of(user, options.LoginAttributes);

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static async Task<T?> OrNull<T>(Func<Task<T?>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (ApiException refusal) when (refusal.ResponseStatusCode is 404)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} people answer to the question {What}: it counts as nobody's")]
        public static partial void Ambiguous(ILogger logger, int count, string what);
    }
}
