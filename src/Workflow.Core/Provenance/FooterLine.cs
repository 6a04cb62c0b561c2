namespace Workflow.Core.Provenance;

/// <summary>Footers that tools write on a line of their own, with emoji, bullets or emphasis around them.</summary>
internal static class FooterLine
{
    private const string Robot = "🤖";

    public static bool Matches(string line, string pattern)
    {
        var text = Strip(line);
        if (Glob.Matches(pattern, text))
        {
            return true;
        }

        // Lost line breaks leave the footer behind other text; its emoji still shows where it began.
        var robot = line.IndexOf(Robot, StringComparison.Ordinal);
        var isQuoted = robot > 0 && line[robot - 1] is '"' or '\'' or '`' or '“';
        return robot > 0 && !isQuoted && Glob.Matches(pattern, Strip(line.AsSpan(robot)));
    }

    private static ReadOnlySpan<char> Strip(ReadOnlySpan<char> line)
    {
        var start = 0;
        while (start < line.Length && IsDecoration(line[start]))
        {
            start++;
        }

        var end = line.Length;
        while (end > start && IsDecoration(line[end - 1]))
        {
            end--;
        }

        return line[start..end];
    }

    /// <summary>Quotation marks and brackets are none: they are part of what is written.</summary>
    private static bool IsDecoration(char character) =>
        character is '-' or '*' or '_' or '.' or '•' or '#' or '~'
        || char.IsWhiteSpace(character)
        || char.IsSurrogate(character)
        || char.IsSymbol(character) && character is not ('`' or '<' or '>');
}
