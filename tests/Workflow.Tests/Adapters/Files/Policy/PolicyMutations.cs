using System.Text;
using Workflow.Adapters.Files.Yaml;

namespace Workflow.Tests.Adapters.Files.Policy;

/// <summary>The keys and values of a policy's text, and mistakes made in each of them.</summary>
internal static class PolicyMutations
{
    /// <summary>Mappings whose keys are names that the file gives.</summary>
    private static readonly string[] Named = ["environments", "ladders", "calendars", "parameters"];

    /// <summary>Keys that the file does not name itself.</summary>
    public static IReadOnlyList<PolicyKey> ListKeys(string text) =>
        [.. Walk(YamlTree.Read(Encoding.UTF8.GetBytes(text), new Problems("p")), isNamed: false)];

    public static string Misspell(string text, PolicyKey key) => Edit(text, key.Line, key.Column, key.Name.Length, key.Name.Insert(1, "x"));

    public static string Duplicate(string text, PolicyKey key) =>
        key.Value is YamlScalar ? Edit(text, key.Line, key.Column, 0, $"{key.Name}: x{(IsFlow(text, key) ? ", " : $"\n{new string(' ', key.Column - 1)}")}") : text;

    /// <summary>A mapping in place of a single value; the same text where the value is none, or not on one line.</summary>
    public static string ChangeKind(string text, PolicyKey key) =>
        key.Value is YamlScalar { Text: var value } scalar && At(text, scalar, value) ? Edit(text, scalar.Line, scalar.Column, value.Length, "{ x: y }") : text;

    /// <summary>Another word in place of a single value.</summary>
    public static string ChangeValue(string text, PolicyKey key) =>
        key.Value is YamlScalar { Text: var value } scalar && At(text, scalar, value) ? Edit(text, scalar.Line, scalar.Column, value.Length, "zzzzzz") : text;

    private static bool IsFlow(string text, PolicyKey key)
    {
        var before = text.Split('\n')[key.Line - 1][..(key.Column - 1)];
        return before.Contains('{', StringComparison.Ordinal);
    }

    private static bool At(string text, YamlScalar scalar, string value) =>
        text.Split('\n')[scalar.Line - 1][(scalar.Column - 1)..].StartsWith(value, StringComparison.Ordinal);

    private static string Edit(string text, int line, int column, int length, string by)
    {
        var lines = text.Split('\n');
        lines[line - 1] = lines[line - 1][..(column - 1)] + by + lines[line - 1][(column - 1 + length)..];
        return string.Join('\n', lines);
    }

    private static IEnumerable<PolicyKey> Walk(YamlNode node, bool isNamed) => node switch
    {
        YamlSequence sequence => sequence.Items.SelectMany(item => Walk(item, false)),
        YamlMapping mapping => mapping.Entries.SelectMany(entry =>
            Walk(entry.Value, Named.Contains(entry.Key.Text) && mapping.Column == 1)
                .Prepend(new PolicyKey(entry.Key.Text, entry.Key.Line, entry.Key.Column, entry.Value))
                .Skip(isNamed ? 1 : 0)),
        _ => [],
    };
}

/// <summary>A key of a policy's text, where it stands, and what is there.</summary>
internal sealed record PolicyKey(string Name, int Line, int Column, YamlNode Value);
