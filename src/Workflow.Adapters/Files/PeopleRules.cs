using Workflow.Adapters.Files.Yaml;

namespace Workflow.Adapters.Files;

/// <summary>
/// What must hold between the people of a file: nobody twice, no identifier of two, managers that exist and lead somewhere.
/// </summary>
internal static class PeopleRules
{
    public static IReadOnlyDictionary<string, PersonEntry> ById(IEnumerable<PersonEntry> people, Problems problems)
    {
        Dictionary<string, PersonEntry> known = new(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in people)
        {
            if (!known.TryAdd(entry.Person.Id, entry))
            {
                problems.Add(entry.Node, $"the id '{entry.Person.Id}' is taken by the person in line {known[entry.Person.Id].Node.Line}");
            }
        }

        return known;
    }

    /// <returns>The id as the person has it; null, with a problem noted, where nobody has it.</returns>
    public static string? ReadPersonId(
        YamlNode node, string what, IReadOnlyDictionary<string, PersonEntry> people, ValueReader values)
    {
        if (values.Text(node, what) is not { } id)
        {
            return null;
        }

        if (people.TryGetValue(id, out var entry))
        {
            return entry.Person.Id;
        }

        var meant = Spelling.Nearest(id, people.Keys) is { } nearest ? $"; did you mean '{nearest}'?" : "";
        values.Problems.Add(node, $"{what} '{id}' is the id of nobody in this file{meant}");
        return null;
    }

    /// <summary>An identifier of two people would make one of them pass for the other.</summary>
    public static void CheckKeys(IEnumerable<PersonEntry> people, IEnumerable<AgentEntry> agents, Problems problems)
    {
        Dictionary<string, (object Owner, int Line)> owners = new(StringComparer.Ordinal);
        var all = people.SelectMany(entry => entry.Keys.Select(key => (Owner: (object)entry, Key: key)))
            .Concat(agents.SelectMany(agent => agent.Keys.Select(key => (Owner: (object)agent, Key: key))));
        foreach (var (owner, placed) in all)
        {
            foreach (var key in placed.Identity.Keys())
            {
                if (!owners.TryAdd(key, (owner, placed.Node.Line)) && !ReferenceEquals(owners[key].Owner, owner))
                {
                    problems.Add(placed.Node, $"'{placed.Text}' belongs to somebody else already, in line {owners[key].Line}");
                }
            }
        }
    }

    public static void CheckDelegates(
        IEnumerable<PersonEntry> people, IReadOnlyDictionary<string, PersonEntry> known, ValueReader values)
    {
        foreach (var entry in people.Where(entry => entry.Delegate is not null))
        {
            if (ReadPersonId(entry.Delegate!, "delegate", known, values) == entry.Person.Id)
            {
                values.Problems.Add(entry.Delegate!, "nobody stands in for themselves");
            }
        }
    }

    public static void CheckManagers(
        IReadOnlyList<PersonEntry> people, IReadOnlyDictionary<string, PersonEntry> known, Problems problems)
    {
        HashSet<string> settled = new(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in people)
        {
            List<string> path = [];
            var current = entry;
            while (current?.Person.ManagerId is { } managerId && !settled.Contains(current.Person.Id))
            {
                var start = path.FindIndex(id => id.Equals(current.Person.Id, StringComparison.OrdinalIgnoreCase));
                if (start >= 0)
                {
                    problems.Add(current.Manager!, $"the managers go in a circle: {string.Join(" -> ", path[start..])} -> {path[start]}");
                    break;
                }

                path.Add(current.Person.Id);
                if (!known.TryGetValue(managerId, out var manager))
                {
                    var meant = Spelling.Nearest(managerId, known.Keys) is { } nearest ? $"; did you mean '{nearest}'?" : "";
                    problems.Add(current.Manager!, $"manager '{managerId}' is the id of nobody in this file{meant}");
                }

                current = manager;
            }

            settled.UnionWith(path);
        }
    }
}
