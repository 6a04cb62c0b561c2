using System.Globalization;
using Workflow.Core;

namespace Workflow.Adapters.Files.Yaml;

/// <summary>Reads single values. What cannot be read is noted as a problem and comes back as null.</summary>
internal sealed class ValueReader(Problems problems)
{
    /// <summary>Longest text in a file, in characters.</summary>
    public const int MaxTextLength = 500;

    private static readonly string[] Moments =
    [
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz",
    ];

    public Problems Problems { get; } = problems;

    /// <summary>One line of text, without control characters.</summary>
    public string? Text(YamlNode node, string what)
    {
        if (node is not YamlScalar { Text: var text } || string.IsNullOrWhiteSpace(text))
        {
            return Refuse<string>(node, $"{what} must be a text, not {node.Kind}");
        }

        return text.Length > MaxTextLength || text.Any(char.IsControl)
            ? Refuse<string>(node, $"{what} must be one line of at most {MaxTextLength} characters")
            : text.Trim();
    }

    /// <summary>One of the allowed words, in the case in which it is allowed.</summary>
    public string? Choice(YamlNode node, string what, IReadOnlyCollection<string> allowed)
    {
        if (Text(node, what) is not { } text)
        {
            return null;
        }

        return allowed.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? Refuse<string>(node, Spelling.Unknown(what, text, allowed));
    }

    public TEnum? Choice<TEnum>(YamlNode node, string what)
        where TEnum : struct, Enum =>
        Choice(node, what, EnumWords<TEnum>.Tokens) is { } token ? EnumWords<TEnum>.ValueOf(token) : null;

    public bool? Flag(YamlNode node, string what) =>
        Choice(node, what, ["true", "false"]) is { } word ? word == "true" : null;

    public int? Number(YamlNode node, string what, int lowest, int highest)
    {
        var valid = int.TryParse((node as YamlScalar)?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= lowest && number <= highest;
        if (!valid)
        {
            Problems.Add(node, $"{what} must be a whole number from {lowest} to {highest}, not {node.Kind}");
        }

        return valid ? number : null;
    }

    /// <summary>A duration above zero.</summary>
    public TimeSpan? Span(YamlNode node, string what, TimeSpan longest)
    {
        if (node is not YamlScalar { Text: var text } || !Duration.TryParse(text, out var duration))
        {
            Problems.Add(node, $"{what} must be a duration such as 45s, 30m, 1h30m or 3d, not {node.Kind}");
            return null;
        }

        if (duration > TimeSpan.Zero && duration <= longest)
        {
            return duration;
        }

        Problems.Add(node, $"{what} must be more than 0s and at most {longest.TotalDays:0}d, not {node.Kind}");
        return null;
    }

    /// <summary>A moment with its offset from UTC.</summary>
    public DateTimeOffset? Moment(YamlNode node, string what)
    {
        var valid = DateTimeOffset.TryParseExact(
            (node as YamlScalar)?.Text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment);
        if (!valid)
        {
            Problems.Add(
                node, $"{what} must be a time with its offset such as 2026-03-04T12:00Z or 2026-03-04T13:00+01:00, not {node.Kind}");
        }

        return valid ? moment.ToUniversalTime() : null;
    }

    /// <summary>The texts of a list; a single one stands for a list of one.</summary>
    public IEnumerable<string> Texts(YamlNode node, string what) => Items(node, what).Select(item => Text(item, what)).OfType<string>();

    /// <summary>The items of a list; a single scalar stands for a list of one.</summary>
    public IReadOnlyList<YamlNode> Items(YamlNode node, string what)
    {
        if (node is YamlScalar { Text.Length: > 0 })
        {
            return [node];
        }

        if (node is YamlSequence { Items: { Count: > 0 } items })
        {
            return items;
        }

        Problems.Add(node, $"{what} must be a list with at least one value, not {(node is YamlSequence ? "an empty one" : node.Kind)}");
        return [];
    }

    /// <summary>The items of a list of which no single value may be there twice: the second one means nothing.</summary>
    public IReadOnlyList<YamlNode> DifferentItems(YamlNode node, string what)
    {
        var items = Items(node, what);
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var item in items.OfType<YamlScalar>().Where(item => !seen.Add(item.Text)))
        {
            Problems.Add(item, $"{what} has '{item.Text}' twice");
        }

        return items;
    }

    private T? Refuse<T>(YamlNode node, string message)
        where T : class
    {
        Problems.Add(node, message);
        return null;
    }

    private static class EnumWords<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly IReadOnlyList<string> Tokens = [.. Enum.GetValues<TEnum>().Select(Words.Token)];

        public static TEnum ValueOf(string token) => Enum.GetValues<TEnum>().First(value => Words.Token(value) == token);
    }
}
