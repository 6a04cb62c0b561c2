using Workflow.Adapters.Files.Yaml;

namespace Workflow.Adapters.Files;

/// <summary>Reads <c>people.yaml</c>. All mistakes are told at once.</summary>
public static class PeopleFile
{
    /// <param name="file">The name for messages.</param>
    /// <exception cref="FileProblemException">The file has mistakes.</exception>
    public static PeopleIndex Parse(string file, ReadOnlySpan<byte> bytes)
    {
        var problems = new Problems(file);
        var index = Read(YamlTree.Read(bytes, problems), new ValueReader(problems));
        problems.ThrowIfAny();
        return index;
    }

    private static PeopleIndex Read(YamlNode root, ValueReader values)
    {
        if (MappingReader.Open(root, "the file", ["people", "agents"], values.Problems) is not { } file)
        {
            return new PeopleIndex([], []);
        }

        var people = file.Required("people") is { } list
            ? values.Items(list, "people").Select(item => PersonEntry.Read(item, values)).OfType<PersonEntry>().ToList()
            : [];
        var known = PeopleRules.ById(people, values.Problems);
        var agents = file.Optional("agents") is { } agentList
            ? values.Items(agentList, "agents").Select(item => AgentEntry.Read(item, known, values)).OfType<AgentEntry>().ToList()
            : [];
        PeopleRules.CheckKeys(people, agents, values.Problems);
        PeopleRules.CheckDelegates(people, known, values);
        PeopleRules.CheckManagers(people, known, values.Problems);
        return new PeopleIndex(
            [.. people.Select(entry => entry.Person)],
            [.. agents.Select(agent => new AgentOperators([.. agent.Keys.SelectMany(key => key.Identity.Keys())], agent.Operators))]);
    }
}
