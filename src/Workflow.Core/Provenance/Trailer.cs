using System.Text;

namespace Workflow.Core.Provenance;

/// <summary>One <c>Key: value</c> line of a commit message.</summary>
public sealed record Trailer(string Key, string Value)
{
    /// <summary>Whether git takes it for a trailer: it stands in the last block of the message.</summary>
    public bool IsInBlock { get; init; }

    /// <summary>Line in the message, from 1; 0 where it was not read from one.</summary>
    public int Line { get; init; }

    public bool Is(string key) => Key.Equals(key, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"{Key}: {Value}";

    /// <summary>
    /// Every line of the body that has the form of a trailer, not only those of the last block: squash merges leave trailers in
    /// the middle of a message. Quoted lines are no trailers, but for what git takes for one outside reverts; a line that starts with
    /// white space continues the one above.
    /// </summary>
    /// <remarks>A backslash and an 'n' count as a line break: messages whose shell quoting failed hold their trailers so.</remarks>
    public static IReadOnlyList<Trailer> Parse(string message) => Parse(message, MessageLine.Of(message));

    internal static List<Trailer> Parse(string message, List<MessageLine> lines)
    {
        List<Trailer> trailers = [];
        var block = TrailerBlock.Find(message);
        var isRevert = MessageLine.IsRevert(message);
        Trailer? open = null;
        var openIndent = 0;
        var value = new StringBuilder();
        for (var index = 1; index < lines.Count; index++)
        {
            var line = lines[index].In(message);
            var indent = line.Length - line.TrimStart().Length;
            if (open is not null && indent > openIndent && indent < line.Length)
            {
                value.Append(' ').Append(line.Trim());
                continue;
            }

            Close();
            var dedented = indent >= MessageLine.CodeIndent ? line.TrimStart() : line;
            var isInBlock = lines[index].Start >= block.Start && lines[index].Start < block.End;
            var counts = !lines[index].IsQuoted || (isInBlock && indent == 0 && !isRevert);
            if (counts && FindColon(dedented) is var colon and > 0)
            {
                openIndent = indent;
                open = new Trailer(dedented[..colon].ToString(), "") { IsInBlock = isInBlock, Line = lines[index].Number };
                value.Append(dedented[(colon + 1)..].Trim());
            }
        }

        Close();
        return trailers;

        void Close()
        {
            if (open is not null)
            {
                trailers.Add(open with { Value = value.ToString() });
            }

            open = null;
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
