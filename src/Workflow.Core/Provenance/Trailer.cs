using System.Text;

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
    /// <remarks>A backslash and an 'n' count as a line break: messages whose shell quoting failed hold their trailers so.</remarks>
    public static IReadOnlyList<Trailer> Parse(string message)
    {
        List<Trailer> trailers = [];
        string? key = null;
        var value = new StringBuilder();
        var subject = true;
        foreach (var line in message.Replace(@"\n", "\n", StringComparison.Ordinal).AsSpan().EnumerateLines())
        {
            if (subject)
            {
                subject = false;
                continue;
            }

            if (key is not null && line.Length > 0 && char.IsWhiteSpace(line[0]) && !line.IsWhiteSpace())
            {
                value.Append(' ').Append(line.Trim());
                continue;
            }

            Close();
            if (FindColon(line) is var colon and > 0)
            {
                key = line[..colon].ToString();
                value.Append(line[(colon + 1)..].Trim());
            }
        }

        Close();
        return trailers;

        void Close()
        {
            if (key is not null)
            {
                trailers.Add(new Trailer(key, value.ToString()));
            }

            key = null;
            value.Clear();
        }
    }

    /// <summary>Where the key of a trailer ends; -1 for a line that is none.</summary>
    private static int FindColon(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        if (colon <= 0 || !char.IsAsciiLetter(line[0]))
        {
            return -1;
        }

        foreach (var character in line[..colon])
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '-')
            {
                return -1;
            }
        }

        var value = line[(colon + 1)..].Trim();
        return value.IsEmpty || value.StartsWith("//") ? -1 : colon;
    }
}
