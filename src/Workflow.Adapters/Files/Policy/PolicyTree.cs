using Workflow.Adapters.Files.Yaml;

namespace Workflow.Adapters.Files.Policy;

/// <summary>Makes of a file one whole policy: what it extends is put in, and parameters are replaced by their values.</summary>
internal static class PolicyTree
{
    public const string Extends = "extends";
    public const string BuiltIn = "built-in";

    private const string BuiltInName = "the built-in policy";

    private static readonly Lazy<YamlMapping> BuiltInTree = new(() =>
        (YamlMapping)YamlTree.Read(PolicyFile.BuiltIn.Span, new Problems(BuiltInName)));

    public static bool ExtendsBuiltIn(YamlNode root) => Find(root, Extends) is YamlScalar { Text: BuiltIn };

    public static YamlNode Compose(YamlNode root, ValueReader values)
    {
        if (root is not YamlMapping file)
        {
            return root;
        }

        if (Find(file, Extends) is { } extends)
        {
            values.Choice(extends, Extends, [BuiltIn]);
        }

        if (!ExtendsBuiltIn(file))
        {
            var own = new Parameters(Find(file, Parameters.Keyword), null, values);
            var whole = Replace(Without(file), own, null);
            own.TellUnused();
            return whole;
        }

        if (file.Entries.FirstOrDefault(entry => entry.Key.Text == "default") is { } fallback)
        {
            values.Problems.Add(
                fallback.Key, "default has no meaning with 'extends: built-in': the built-in policy's default is set by its parameters");
        }

        var parameters = new Parameters(Find(file, Parameters.Keyword), Find(BuiltInTree.Value, Parameters.Keyword), values);
        var builtIn = Replace(Without(BuiltInTree.Value), parameters, BuiltInName);
        return Join((YamlMapping)Replace(Without(file), parameters, null), (YamlMapping)builtIn);
    }

    /// <summary>The file's rules stand after the built-in ones; its ladders replace those of the same name.</summary>
    private static YamlMapping Join(YamlMapping file, YamlMapping builtIn) => file with
    {
        Entries =
        [
            .. file.Entries.Select(
                entry => Find(builtIn, entry.Key.Text) is { } other ? entry with { Value = Join(entry.Value, other) } : entry),
            .. builtIn.Entries.Where(entry => Find(file, entry.Key.Text) is null),
        ],
    };

    private static YamlNode Join(YamlNode own, YamlNode builtIn) => (own, builtIn) switch
    {
        (YamlSequence list, YamlSequence first) => list with { Items = [.. first.Items, .. list.Items] },
        (YamlMapping named, YamlMapping first) => named with
        {
            Entries =
            [
                .. named.Entries,
                .. first.Entries.Where(
                    entry => !named.Entries.Any(one => one.Key.Text.Equals(entry.Key.Text, StringComparison.OrdinalIgnoreCase))),
            ],
        },
        _ => own,
    };

    /// <summary>The file without its parameters. Where they stand twice, the second are left to be told.</summary>
    private static YamlMapping Without(YamlMapping file) =>
        file with { Entries = [.. file.Entries.Where(entry => !ReferenceEquals(entry.Value, Find(file, Parameters.Keyword)))] };

    private static YamlNode? Find(YamlNode node, string key) =>
        (node as YamlMapping)?.Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;

    private static YamlNode Replace(YamlNode node, Parameters parameters, string? file) => node switch
    {
        YamlMapping mapping => mapping with
        {
            File = file,
            Entries =
            [
                .. mapping.Entries.Select(entry => new YamlEntry(entry.Key with { File = file }, Replace(entry.Value, parameters, file))),
            ],
        },
        YamlSequence sequence =>
            sequence with { File = file, Items = [.. sequence.Items.SelectMany(item => Spread(item, parameters, file))] },
        YamlScalar scalar => parameters.ValueOf(scalar with { File = file }),
        _ => node,
    };

    /// <summary>A parameter that is a list, used as an item of a list, adds its items.</summary>
    private static IReadOnlyList<YamlNode> Spread(YamlNode item, Parameters parameters, string? file) =>
        Replace(item, parameters, file) is var replaced && item is YamlScalar && replaced is YamlSequence { Items: var items }
            ? items
            : [replaced];
}
