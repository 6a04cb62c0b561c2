namespace Workflow.Adapters.Files.Yaml;

/// <summary>Words for what was written wrong: what is allowed, and which of it was probably meant.</summary>
internal static class Spelling
{
    /// <summary>More edits than this are another word.</summary>
    private const int MaxEdits = 2;

    /// <summary>Longer words are not compared, because comparing takes quadratic time.</summary>
    private const int MaxLength = 100;

    /// <summary>Such as <c>unknown key 'verdct'; did you mean 'verdict'? allowed are if, name</c>.</summary>
    public static string Unknown(string what, string written, IReadOnlyCollection<string> allowed)
    {
        var meant = Nearest(written, allowed) is { } nearest ? $"did you mean '{nearest}'? " : "";
        return $"unknown {what} '{written}'; {meant}allowed are {string.Join(", ", allowed)}";
    }

    /// <summary>The allowed word that is at most two edits and less than half of its letters away; null where there is none.</summary>
    public static string? Nearest(string written, IEnumerable<string> allowed) =>
        written.Length > MaxLength
            ? null
            : allowed
                .Select(word => (Word: word, Edits: Distance(written, word)))
                .Where(entry => entry.Edits <= MaxEdits && entry.Edits * 2 < entry.Word.Length)
                .OrderBy(entry => entry.Edits)
                .Select(entry => entry.Word)
                .FirstOrDefault();

    /// <summary>Insertions, deletions and replacements between two words, letter case left out (Levenshtein's distance).</summary>
    private static int Distance(string from, string to)
    {
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var row = 1; row <= from.Length; row++)
        {
            var current = new int[to.Length + 1];
            current[0] = row;
            for (var column = 1; column <= to.Length; column++)
            {
                var same = char.ToUpperInvariant(from[row - 1]) == char.ToUpperInvariant(to[column - 1]);
                current[column] = Math.Min(
                    Math.Min(previous[column], current[column - 1]) + 1, previous[column - 1] + (same ? 0 : 1));
            }

            previous = current;
        }

        return previous[^1];
    }
}
