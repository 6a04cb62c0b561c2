namespace Workflow.Core.Reviews;

/// <summary>
/// A pattern of a CODEOWNERS file: like one of gitignore, without <c>!</c> and <c>[ ]</c>, and a last segment <c>*</c> after others is for
/// the files of that folder alone. Case matters. Matching takes at most segments times segments.
/// </summary>
internal sealed class CodeOwnersPattern
{
    // Null stands for any number of segments, none included.
    private readonly string?[] parts;

    private CodeOwnersPattern(string?[] parts) => this.parts = parts;

    /// <returns>Null for a pattern that GitHub does not take.</returns>
    public static CodeOwnersPattern? TryParse(string text)
    {
        var folderOnly = text.EndsWith('/');
        string[] segments = [.. text.Trim('/').Split('/').Where(segment => segment.Length > 0)];
        if (segments.Length == 0 || text.StartsWith('!')
            || text.StartsWith("\\#", StringComparison.Ordinal) || text.AsSpan().ContainsAny('[', ']'))
        {
            return null;
        }

        // A slash anywhere but at the end ties the pattern to the root.
        var isAnchored = segments.Length > 1 || text.StartsWith('/');
        List<string?> parts = isAnchored ? [] : [null];
        parts.AddRange(segments.Select(segment => segment == "**" ? null : segment));
        if (folderOnly || segments[^1] == "**")
        {
            parts.AddRange(["*", null]);
        }
        else if (segments.Length == 1 || segments[^1] != "*")
        {
            parts.Add(null);
        }

        return new CodeOwnersPattern([.. parts]);
    }

    /// <param name="path">Its segments.</param>
    public bool Matches(ReadOnlySpan<string> path)
    {
        var (at, part, retryPart, retryAt) = (0, 0, -1, 0);
        while (at < path.Length)
        {
            if (part < parts.Length && parts[part] is null)
            {
                (retryPart, retryAt) = (++part, at);
            }
            else if (part < parts.Length && MatchesSegment(parts[part]!, path[at]))
            {
                (part, at) = (part + 1, at + 1);
            }
            else if (retryPart >= 0)
            {
                (part, at) = (retryPart, ++retryAt);
            }
            else
            {
                return false;
            }
        }

        return parts.AsSpan(part).IndexOfAnyExcept((string?)null) < 0;
    }

    /// <summary><c>*</c> stands for any letters, <c>?</c> for one, and a backslash takes the next one as it is.</summary>
    private static bool MatchesSegment(string pattern, string segment)
    {
        var (at, letter, retryLetter, retryAt) = (0, 0, -1, 0);
        while (at < segment.Length)
        {
            var escapes = letter < pattern.Length && pattern[letter] == '\\' && letter + 1 < pattern.Length;
            var literal = letter < pattern.Length ? pattern[escapes ? letter + 1 : letter] : '\0';
            if (letter < pattern.Length && !escapes && literal == '*')
            {
                (retryLetter, retryAt) = (++letter, at);
            }
            else if (letter < pattern.Length && (literal == segment[at] || (!escapes && literal == '?')))
            {
                (letter, at) = (letter + (escapes ? 2 : 1), at + 1);
            }
            else if (retryLetter >= 0)
            {
                (letter, at) = (retryLetter, ++retryAt);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(letter).Trim('*').IsEmpty;
    }
}
