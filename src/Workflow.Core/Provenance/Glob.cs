namespace Workflow.Core.Provenance;

/// <summary>Matches a text with <c>*</c> for any run of characters; letter case does not matter.</summary>
internal static class Glob
{
    /// <summary>Longer texts are cut before they are compared: time grows with the length of text and pattern multiplied.</summary>
    private const int MaxTextLength = 1000;

    public static bool Matches(string pattern, ReadOnlySpan<char> text)
    {
        text = text.Length > MaxTextLength ? text[..MaxTextLength] : text;
        if (!pattern.Contains('*', StringComparison.Ordinal))
        {
            return text.Equals(pattern, StringComparison.OrdinalIgnoreCase);
        }

        var rest = pattern.AsSpan();
        var first = rest.IndexOf('*');
        if (!text.StartsWith(rest[..first], StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        text = text[first..];
        rest = rest[(first + 1)..];
        for (var star = rest.IndexOf('*'); star >= 0; star = rest.IndexOf('*'))
        {
            var found = text.IndexOf(rest[..star], StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            text = text[(found + star)..];
            rest = rest[(star + 1)..];
        }

        return text.EndsWith(rest, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The longest piece between the stars: a text without it does not match.</summary>
    public static string LongestPiece(string pattern) => pattern.Split('*').MaxBy(piece => piece.Length)!;
}
