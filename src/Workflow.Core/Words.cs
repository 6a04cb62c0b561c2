namespace Workflow.Core;

/// <summary>Enum members as people read them in reasons, cards and pages: <c>RequireReview</c> is "require review".</summary>
public static class Words
{
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
