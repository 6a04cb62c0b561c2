using System.Globalization;

namespace Workflow.Core;

/// <summary>Values as people read them in reasons, cards and pages.</summary>
public static class Words
{
    /// <summary>A moment as readers of any time zone understand it: <c>2026-03-04 12:00 UTC</c>.</summary>
    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>An enum member: <c>RequireReview</c> is "require review".</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Known<TEnum>.Values.TryGetValue(value, out var known) ? known.Words : Spell(value);

    /// <summary>A name as a single token for URLs, JSON and YAML: <c>HeadMoved</c> is "head-moved".</summary>
    public static string Token<TEnum>(TEnum value)
        where TEnum : struct, Enum => Known<TEnum>.Values.TryGetValue(value, out var known) ? known.Token : Hyphenate(Spell(value));

    /// <summary>The words as a sentence begins. They are not empty.</summary>
    public static string Capitalize(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string Hyphenate(string words) => words.Replace(' ', '-');

    private static string Spell<TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        var name = value.ToString();
        return string.Concat(name.Select((letter, index) =>
            char.IsUpper(letter) && index > 0 && name[index - 1] != ' '
                ? $" {char.ToLowerInvariant(letter)}"
                : $"{char.ToLowerInvariant(letter)}"));
    }

    /// <summary>The members of an enum, spelt once. Combined flags are none of them.</summary>
    private static class Known<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, (string Words, string Token)> Values = Enum.GetValues<TEnum>()
            .Distinct()
            .ToDictionary(value => value, value => (Spell(value), Hyphenate(Spell(value))));
    }
}
