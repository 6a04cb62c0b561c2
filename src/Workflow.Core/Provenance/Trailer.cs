namespace Workflow.Core.Provenance;

/// <summary>One <c>Key: value</c> line of a commit message.</summary>
public sealed record Trailer(string Key, string Value)
{
    public bool Is(string key) => Key.Equals(key, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"{Key}: {Value}";

    /// <summary>
    /// Every line of the body that has the form of a trailer, not only those of the last paragraph: squash merges leave trailers in
    /// the middle of a message. Indented and quoted lines are no trailers; a line that starts with white space continues the one above.
    /// </summary>
    public static IReadOnlyList<Trailer> Parse(string message)
    {
        List<Trailer> trailers = [];
        var subject = true;
        var open = false;
        foreach (var line in message.AsSpan().EnumerateLines())
        {
            if (subject)
            {
                subject = false;
                continue;
            }

            if (open && line.Length > 0 && char.IsWhiteSpace(line[0]) && !line.IsWhiteSpace())
            {
                trailers[^1] = trailers[^1] with { Value = $"{trailers[^1].Value} {line.Trim()}" };
                continue;
            }

            open = TryParseLine(line, out var trailer);
            if (open)
            {
                trailers.Add(trailer!);
            }
        }

        return trailers;
    }

    private static bool TryParseLine(ReadOnlySpan<char> line, out Trailer? trailer)
    {
        trailer = null;
        var colon = line.IndexOf(':');
        if (colon <= 0 || !char.IsAsciiLetter(line[0]))
        {
            return false;
        }

        foreach (var character in line[..colon])
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '-')
            {
                return false;
            }
        }

        var value = line[(colon + 1)..].Trim();
        if (value.IsEmpty || value.StartsWith("//"))
        {
            return false;
        }

        trailer = new Trailer(line[..colon].ToString(), value.ToString());
        return true;
    }
}
