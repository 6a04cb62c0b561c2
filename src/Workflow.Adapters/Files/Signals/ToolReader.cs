using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Provenance;

namespace Workflow.Adapters.Files.Signals;

/// <summary>Reads the tools of a signal file.</summary>
internal static class ToolReader
{
    public static IReadOnlyList<AiTool> ReadAll(YamlNode node, ValueReader values) =>
        [.. MappingReader.Named(node, "tools", values.Problems).Select(entry => Read(entry, values)).OfType<AiTool>()];

    private static AiTool? Read(YamlEntry entry, ValueReader values)
    {
        var id = entry.Key.Text;
        if (id.Length == 0 || !id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
        {
            values.Problems.Add(entry.Key, $"the id of a tool is made of lower-case letters, digits and '-', not '{id}'");
            return null;
        }

        string[] keys = ["name", "words", "person-names", "models", "domains"];
        if (MappingReader.Open(entry.Value, $"tool '{id}'", keys, values.Problems) is not { } tool
            || tool.Required("name") is not { } nameNode
            || values.Text(nameNode, "name") is not { } name)
        {
            return null;
        }

        if (!string.Equals(name.Replace(" ", "", StringComparison.Ordinal), id, StringComparison.OrdinalIgnoreCase))
        {
            values.Problems.Add(
                nameNode, $"the name of tool '{id}' may differ from the id in letter case and spaces only, not be '{name}'");
        }

        return new AiTool(id, name)
        {
            Words = Texts(tool.Optional("words"), "words"),
            PersonNames = Texts(tool.Optional("person-names"), "person-names"),
            Models = Texts(tool.Optional("models"), "models"),
            Domains = Texts(tool.Optional("domains"), "domains"),
        };

        string[] Texts(YamlNode? node, string what) =>
            [.. node is null ? [] : values.Texts(node, what)];
    }
}
