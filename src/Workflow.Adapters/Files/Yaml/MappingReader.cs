namespace Workflow.Adapters.Files.Yaml;

/// <summary>A mapping with a fixed set of keys. Unknown and repeated keys are noted as problems when it is opened.</summary>
internal sealed class MappingReader
{
    private readonly Dictionary<string, YamlNode> values = new(StringComparer.Ordinal);
    private readonly Problems problems;
    private readonly YamlNode node;
    private readonly string what;

    private MappingReader(YamlMapping mapping, string what, IReadOnlyList<string> allowed, Problems problems)
    {
        (node, this.what, this.problems) = (mapping, what, problems);
        foreach (var (key, value) in Distinct(mapping, StringComparer.Ordinal, problems))
        {
            if (allowed.Contains(key.Text, StringComparer.Ordinal))
            {
                values.Add(key.Text, value);
            }
            else
            {
                problems.Add(key, Spelling.Unknown("key", key.Text, allowed));
            }
        }
    }

    /// <returns>Null, with a problem noted, where the node is no mapping.</returns>
    public static MappingReader? Open(YamlNode node, string what, IReadOnlyList<string> allowed, Problems problems)
    {
        if (node is YamlMapping mapping)
        {
            return new MappingReader(mapping, what, allowed, problems);
        }

        problems.Add(node, $"{what} must be a mapping with the keys {string.Join(", ", allowed)}, not {node.Kind}");
        return null;
    }

    /// <summary>The entries of a mapping whose keys are names that the file gives; each name once.</summary>
    public static IReadOnlyList<YamlEntry> Named(YamlNode node, string what, Problems problems)
    {
        if (node is YamlMapping { Entries.Count: > 0 } mapping)
        {
            return [.. Distinct(mapping, StringComparer.OrdinalIgnoreCase, problems)];
        }

        problems.Add(node, $"{what} must be a mapping with at least one name in it, not {node.Kind}");
        return [];
    }

    public YamlNode? Optional(string key) => values.GetValueOrDefault(key);

    /// <returns>Null, with a problem noted, where the key is missing.</returns>
    public YamlNode? Required(string key)
    {
        if (values.TryGetValue(key, out var value))
        {
            return value;
        }

        problems.Add(node, $"{what} needs the key '{key}'");
        return null;
    }

    private static IEnumerable<YamlEntry> Distinct(YamlMapping mapping, StringComparer comparer, Problems problems)
    {
        Dictionary<string, int> lines = new(comparer);
        foreach (var entry in mapping.Entries)
        {
            if (lines.TryAdd(entry.Key.Text, entry.Key.Line))
            {
                yield return entry;
            }
            else
            {
                problems.Add(entry.Key, $"the key '{entry.Key.Text}' stands in line {lines[entry.Key.Text]} already");
            }
        }
    }
}
