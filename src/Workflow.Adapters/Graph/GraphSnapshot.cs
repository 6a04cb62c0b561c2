namespace Workflow.Adapters.Graph;

/// <summary>Who was in the configured groups at one time, themselves or through other groups.</summary>
internal sealed class GraphSnapshot
{
    private readonly Dictionary<string, GraphAccount> accounts;
    private readonly ILookup<string, string> groups;

    /// <param name="members">Group and member; a member may be in several groups.</param>
    public GraphSnapshot(IEnumerable<(string Group, GraphAccount Member)> members)
    {
        (string Group, GraphAccount Member)[] all = [.. members];
        accounts = all.Select(one => one.Member).DistinctBy(one => one.Id).ToDictionary(one => one.Id, StringComparer.OrdinalIgnoreCase);
        groups = all.ToLookup(one => one.Member.Id, one => one.Group, StringComparer.OrdinalIgnoreCase);
    }

    public IEnumerable<GraphAccount> Accounts => accounts.Values;

    public GraphAccount? Find(string id) => accounts.GetValueOrDefault(id);

    public IEnumerable<string> GroupsOf(string id) => groups[id];
}
