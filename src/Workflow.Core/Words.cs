using System.Globalization;

namespace Workflow.Core;

/// <summary>Values as people read them in reasons, cards and pages.</summary>
public static class Words
{
    /// <summary>A moment as readers of any time zone understand it: <c>2026-03-04 12:00 UTC</c>.</summary>
    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>An enum member: <c>RequireReview</c> is "require review".</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        var name = value.ToString();
        return string.Concat(name.Select((letter, index) =>
            char.IsUpper(letter) && index > 0 && name[index - 1] != ' '
                ? $" {char.ToLowerInvariant(letter)}"
                : $"{char.ToLowerInvariant(letter)}"));
    }

    /// <summary>A name as a single token for URLs, JSON and YAML: <c>HeadMoved</c> is "head-moved".</summary>
    public static string Token<TEnum>(TEnum value)
        where TEnum : struct, Enum => Of(value).Replace(' ', '-');
}
