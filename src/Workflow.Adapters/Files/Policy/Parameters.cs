using Workflow.Adapters.Files.Yaml;

namespace Workflow.Adapters.Files.Policy;

/// <summary>
/// The <c>parameters</c> of a policy: values by name, each a scalar or a list of scalars, that stand wherever <c>$name</c> is written.
/// A text that begins with <c>$</c> is written with two.
/// </summary>
internal sealed class Parameters
{
    public const string Keyword = "parameters";

    private readonly Dictionary<string, YamlNode> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlScalar> own = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly Problems problems;

    /// <param name="node">Those of the file; null for none.</param>
    /// <param name="extended">
    /// Those of the policy that it extends, which the file may set and not add to; null where it extends none.
    /// </param>
    public Parameters(YamlNode? node, YamlNode? extended, ValueReader values)
    {
        problems = values.Problems;
        foreach (var (key, value) in (extended as YamlMapping)?.Entries ?? [])
        {
            known[key.Text] = value;
        }

        foreach (var (key, value) in node is null ? [] : MappingReader.Named(node, Keyword, problems))
        {
            if (extended is not null && !known.ContainsKey(key.Text))
            {
                problems.Add(key, Spelling.Unknown("parameter", key.Text, known.Keys));
            }
            else if (!IsName(key.Text))
            {
                problems.Add(key, $"a parameter's name has letters, digits and hyphens only, and begins with a letter, not '{key.Text}'");
            }
            else if (IsValue(value))
            {
                (known[key.Text], own[key.Text]) = (value, key);
            }
            else
            {
                problems.Add(value, $"parameter '{key.Text}' must be a value or a list of values, not {Describe(value)}");
            }
        }
    }

    /// <summary>What stands for a scalar: itself, unless it names a parameter.</summary>
    public YamlNode ValueOf(YamlScalar scalar)
    {
        if (!scalar.Text.StartsWith('$'))
        {
            return scalar;
        }

        var name = scalar.Text[1..];
        if (name.StartsWith('$'))
        {
            return scalar with { Text = name };
        }

        if (!known.TryGetValue(name, out var value))
        {
            if (IsName(name))
            {
                problems.Add(
                    scalar,
                    known.Count == 0
                        ? $"unknown parameter '{name}'; the file has no parameters"
                        : Spelling.Unknown("parameter", name, known.Keys));
            }

            return scalar;
        }

        used.Add(name);
        var file = own.ContainsKey(name) ? null : scalar.File;
        var use = scalar.File is null ? $"value of ${name}, used in line {scalar.Line}" : $"value of ${name}, used by {scalar.File}";
        return value is YamlSequence { Items: var items }
            ? new YamlSequence(value.Line, value.Column, [.. items.Select(item => item with { File = file, Use = use })])
            {
                File = file,
                Use = use,
            }
            : value with { File = file, Use = use };
    }

    /// <summary>A misspelled name would silently set nothing.</summary>
    public void TellUnused()
    {
        foreach (var (name, key) in own.Where(one => !used.Contains(one.Key)))
        {
            problems.Add(key, $"parameter '{name}' is used nowhere; write ${name} where its value shall stand");
        }
    }

    private static bool IsName(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static bool IsValue(YamlNode node) =>
        node is YamlScalar { Text.Length: > 0 }
            || (node is YamlSequence { Items: { Count: > 0 } items } && items.All(item => item is YamlScalar));

    private static string Describe(YamlNode node) => node is YamlSequence ? "a list of other things" : node.Kind;
}
