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

    /// <summary>The single values inside lists, each under the key of its list.</summary>
    public static IReadOnlyList<PolicyKey> ListItems(string text) =>
    [
        .. ListKeys(text)
            .Where(key => key.Value is YamlSequence)
            .SelectMany(key => ((YamlSequence)key.Value).Items.OfType<YamlScalar>().Select(item => new PolicyKey(key.Name, item.Line, item.Column, item))),
    ];

    public static string Misspell(string text, PolicyKey key) => Edit(text, key.Line, key.Column, key.Name.Length, key.Name.Insert(1, "x"));

    public static string Duplicate(string text, PolicyKey key) =>
        key.Value is YamlScalar ? Edit(text, key.Line, key.Column, 0, $"{key.Name}: x{(IsFlow(text, key) ? ", " : $"\n{new string(' ', key.Column - 1)}")}") : text;

    /// <summary>A mapping in place of a single value; the same text where the value is none, or not on one line.</summary>
    public static string ChangeKind(string text, PolicyKey key) => Replace(text, key, "{ x: y }");

    /// <summary>A list inside the list in place of a single value.</summary>
    public static string Nest(string text, PolicyKey key) => Replace(text, key, "[x]");

    /// <summary>Another word in place of a single value.</summary>
    public static string ChangeValue(string text, PolicyKey key) => Replace(text, key, "zzzzzz");

    /// <summary>No word at all in place of a single value.</summary>
    public static string Empty(string text, PolicyKey key) => Replace(text, key, "\"\"");

    /// <summary>The single value of a list twice, in another line of its own where the list has one for each.</summary>
    public static string Repeat(string text, PolicyKey key)
    {
        var item = Raw(text, key) ?? "";
        var before = text.Split('\n')[key.Line - 1][..(key.Column - 1)];
        return item.Length == 0 ? text
            : before.TrimStart() == "- " ? Replace(text, key, $"{item}\n{before}{item}")
            : before.Contains('[', StringComparison.Ordinal) ? Replace(text, key, $"{item}, {item}")
            : text;
    }

    private static string Replace(string text, PolicyKey key, string by) =>
        Raw(text, key) is { } raw ? Edit(text, key.Value.Line, key.Value.Column, raw.Length, by) : text;

    /// <summary>A single value as it is written, with its quotes; null where it is none, or not on one line.</summary>
    private static string? Raw(string text, PolicyKey key) => key.Value is YamlScalar { Text: var value } scalar
        ? new[] { value, $"\"{value}\"", $"'{value}'" }.FirstOrDefault(raw => At(text, scalar, raw))
        : null;

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
