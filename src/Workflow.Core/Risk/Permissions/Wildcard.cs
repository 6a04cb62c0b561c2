namespace Workflow.Core.Risk;

/// <summary>Patterns in which <c>*</c> stands for any letters, as in IAM actions. Capitals do not matter.</summary>
internal static class Wildcard
{
    private const int MaxLength = 256;

    /// <summary>Whether a pattern covers a text. Longer patterns than 256 characters cover nothing.</summary>
    public static bool Covers(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        if (pattern.Length > MaxLength)
        {
            return false;
        }

        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, t);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToLowerInvariant(pattern[p]) == char.ToLowerInvariant(text[t])))
            {
                (p, t) = (p + 1, t + 1);
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }
}
