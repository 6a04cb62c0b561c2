namespace Workflow.Core.Provenance;

/// <summary>
/// The trailers that git finds in a message: what <c>git interpret-trailers --parse</c> prints without any configuration (git 2.39,
/// git-scm.com/docs/git-interpret-trailers).
/// </summary>
public static class TrailerBlock
{
    private const char Comment = '#';
    private const string Scissors = "# ------------------------ >8 ------------------------\n";

    /// <summary>Lines that git writes itself: with one of them, a quarter of a paragraph's lines need to be trailers, not all.</summary>
    private static readonly string[] GitsOwn = ["Signed-off-by: ", "(cherry picked from commit "];

    /// <summary>The trailers of the last paragraph, folded values on one line.</summary>
    public static IReadOnlyList<Trailer> Parse(string message)
    {
        var (start, end) = Find(message);
        var text = message.AsSpan()[..end];
        List<Trailer> trailers = [];
        for (var at = start; at < end;)
        {
            var next = NextLine(text, at);
            var separator = FindSeparator(text[at..next]);
            while (separator >= 1 && next < end && IsSpace(text[next]))
            {
                next = NextLine(text, next);
            }

            if (separator >= 1)
            {
                var key = text.Slice(at, separator).Trim(" \t\r\n");
                trailers.Add(new Trailer(key.ToString(), Unfold(text[(at + separator + 1)..next])) { IsInBlock = true });
            }

            at = next;
        }

        return trailers;
    }

    /// <summary>Where the last paragraph begins and ends if it is one of trailers; else an empty range.</summary>
    internal static (int Start, int End) Find(ReadOnlySpan<char> message)
    {
        var text = message[..FindEnd(message[..FindPatch(message)])];
        return (FindStart(text), text.Length);
    }

    /// <summary>What follows a line that begins with <c>---</c> and white space is a patch, not the message.</summary>
    private static int FindPatch(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at = NextLine(text, at))
        {
            if (text[at..].StartsWith("---") && at + 3 < text.Length && IsSpace(text[at + 3]))
            {
                return at;
            }
        }

        return text.Length;
    }

    /// <summary>Comments, empty lines and lists of conflicts at the end do not count.</summary>
    private static int FindEnd(ReadOnlySpan<char> text)
    {
        var cutoff = text.StartsWith(Scissors) ? 0 : text.IndexOf("\n" + Scissors) is var found and >= 0 ? found + 1 : text.Length;
        var ignoredFrom = -1;
        var isConflictList = false;
        for (var at = 0; at < cutoff; at = NextLine(text, at))
        {
            if (text[at] is Comment or '\n')
            {
                ignoredFrom = Math.Max(ignoredFrom, 0) == 0 ? at : ignoredFrom;
            }
            else if (text[at..].StartsWith("Conflicts:\n"))
            {
                isConflictList = true;
                ignoredFrom = Math.Max(ignoredFrom, 0) == 0 ? at : ignoredFrom;
            }
            else if (!(isConflictList && text[at] == '\t') && ignoredFrom > 0)
            {
                (ignoredFrom, isConflictList) = (-1, false);
            }
        }

        return ignoredFrom > 0 ? ignoredFrom : cutoff;
    }

    private static int FindStart(ReadOnlySpan<char> text)
    {
        var title = EndOfTitle(text);
        var block = new BlockCount();
        for (var at = LastLine(text, text.Length); at >= title; at = LastLine(text, at))
        {
            var line = text[at..NextLine(text, at)];
            if (IsBlank(line))
            {
                if (block.IsEmpty)
                {
                    continue;
                }

                return block.IsOfTrailers ? NextLine(text, at) : text.Length;
            }

            block.Add(line);
        }

        return text.Length;
    }

    private static int EndOfTitle(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && (text[at] == Comment || !IsBlank(text[at..NextLine(text, at)])))
        {
            at = NextLine(text, at);
        }

        return at;
    }

    private static string Unfold(ReadOnlySpan<char> value)
    {
        var lines = value.Trim(" \t\r\n").ToString().Split('\n');
        return string.Join(' ', lines.Select(line => line.TrimStart(' ', '\t', '\r')).Where(line => line.Length > 0));
    }

    /// <summary>A key is made of letters, digits and '-', and may have white space between it and the colon.</summary>
    private static int FindSeparator(ReadOnlySpan<char> line)
    {
        var sawSpace = false;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == ':')
            {
                return at;
            }

            if (at > 0 && line[at] is ' ' or '\t')
            {
                sawSpace = true;
            }
            else if (sawSpace || !(char.IsAsciiLetterOrDigit(line[at]) || line[at] == '-'))
            {
                return -1;
            }
        }

        return -1;
    }

    private static bool IsSpace(char character) => character is ' ' or '\t' or '\n' or '\r';

    private static bool IsBlank(ReadOnlySpan<char> line) => line.Trim(" \t\r\n").IsEmpty;

    private static int NextLine(ReadOnlySpan<char> text, int at) =>
        text[at..].IndexOf('\n') is var found and >= 0 ? at + found + 1 : text.Length;

    private static int LastLine(ReadOnlySpan<char> text, int before) => before == 0 ? -1 : text[..(before - 1)].LastIndexOf('\n') + 1;

    /// <summary>Counts the lines of a paragraph from its last to its first.</summary>
    private struct BlockCount
    {
        private int trailers;
        private int others;
        private int perhapsFolded;
        private bool hasGitsOwn;
        private bool isStarted;

        public readonly bool IsEmpty => !isStarted;

        public readonly bool IsOfTrailers
        {
            get
            {
                var prose = others + perhapsFolded;
                return hasGitsOwn ? trailers * 3 >= prose : trailers > 0 && prose == 0;
            }
        }

        public void Add(ReadOnlySpan<char> line)
        {
            if (line[0] == Comment)
            {
                others += perhapsFolded;
                perhapsFolded = 0;
                return;
            }

            isStarted = true;
            var isOwn = line.StartsWith(GitsOwn[0]) || line.StartsWith(GitsOwn[1]);
            if (isOwn || (FindSeparator(line) >= 1 && !IsSpace(line[0])))
            {
                trailers++;
                perhapsFolded = 0;
                hasGitsOwn |= isOwn;
            }
            else if (IsSpace(line[0]))
            {
                perhapsFolded++;
            }
            else
            {
                others += 1 + perhapsFolded;
                perhapsFolded = 0;
            }
        }
    }
}
