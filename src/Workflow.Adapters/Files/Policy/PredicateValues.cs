using Workflow.Adapters.Files.Yaml;
using Workflow.Core;
using Workflow.Core.Policy;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Files.Policy;

/// <summary>Reads the single values of predicates. What cannot be read is noted as a problem and comes back as null.</summary>
internal sealed class PredicateValues(PolicyContext context)
{
    /// <summary>Whether a glob fits any rule's id: many rules name the same.</summary>
    private readonly Dictionary<string, bool> fits = new(StringComparer.Ordinal);

    private readonly ValueReader values = context.Values;

    public string? Environment(YamlNode node, string keyword) => values.Choice(node, keyword, [.. context.Environments.Keys]);

    public string? Word<TEnum>(YamlNode node, string keyword)
        where TEnum : struct, Enum => values.Choice<TEnum>(node, keyword) is { } value ? Words.Token(value) : null;

    public Func<YamlNode, string, string?> OneOf(IReadOnlyList<string> words) => (node, keyword) => values.Choice(node, keyword, words);

    /// <summary>A glob that no rule's id fits would silently never match.</summary>
    public string? Finding(YamlNode node, string keyword)
    {
        var text = values.Text(node, keyword);
        if (text is null)
        {
            return null;
        }

        if (!fits.TryGetValue(text, out var fitsAny))
        {
            fits[text] = fitsAny = FitsAny(text);
        }

        if (fitsAny)
        {
            return text;
        }

        values.Problems.Add(
            node, Spelling.Unknown(keyword, text, [.. RiskRules.All.Select(rule => rule.Id).Order(StringComparer.Ordinal)]));
        return null;
    }

    public string? Glob(YamlNode node, string keyword)
    {
        var glob = values.Text(node, keyword);
        if (glob is not null && (glob.StartsWith('/') || glob.Contains('\\', StringComparison.Ordinal)))
        {
            values.Problems.Add(node, $"'{glob}' matches no path: paths are relative to the repository, with '/' between segments");
            return null;
        }

        return glob;
    }

    public NumberComparison? Comparison(YamlNode node, string keyword)
    {
        if (node is YamlScalar { Text: var text } && NumberComparison.TryParse(text, out var comparison))
        {
            return comparison;
        }

        values.Problems.Add(
            node,
            $"{keyword} must be compared with a whole number, such as \">= 10\", not {node.Kind}; "
            + $"allowed are {string.Join(", ", NumberComparison.Signs)}");
        return null;
    }

    private static bool FitsAny(string text)
    {
        var glob = new PathGlobs([text]);
        return RiskRules.All.Any(rule => glob.Match(rule.Id));
    }
}
