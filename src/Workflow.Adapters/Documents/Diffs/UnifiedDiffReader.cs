namespace Workflow.Adapters.Documents.Diffs;

/// <summary>
/// Reads unified diffs of git, diff and kubectl, file by file and line by line. Sources: the POSIX page of diff, "Detailed Unified" of
/// GNU diffutils, "Generating patch text with -p" of git-diff.
/// </summary>
internal sealed class UnifiedDiffReader(TextReader reader)
{
    private const string SubmoduleMark = "Subproject commit ";

    private readonly LineReader lines = new(reader);
    private DiffFile? file;
    private string? unread;
    private int oldLeft;
    private int newLeft;
    private int oldLine;
    private int newLine;

    /// <summary>The next file; null at the end. Lines of the file before that were not read are skipped.</summary>
    /// <exception cref="DocumentFormatException">The diff ends within a hunk, or a hunk is broken.</exception>
    public DiffFile? ReadFile()
    {
        while (ReadLine() is not null)
        {
        }

        file = null;
        while (Next() is { } line)
        {
            if (line.StartsWith("diff ", StringComparison.Ordinal))
            {
                return file = ReadHeader(line);
            }

            if (line.StartsWith("--- ", StringComparison.Ordinal) && Next() is { } second)
            {
                if (second.StartsWith("+++ ", StringComparison.Ordinal))
                {
                    return file = new DiffFile { OldPath = DiffPaths.Read(line[4..]), NewPath = DiffPaths.Read(second[4..]) };
                }

                unread = second;
            }
        }

        return null;
    }

    /// <summary>The next line of the file's hunks; null behind the last one.</summary>
    /// <exception cref="DocumentFormatException">The diff ends within a hunk, or a hunk is broken.</exception>
    public DiffLine? ReadLine()
    {
        while (file is not null)
        {
            var text = Next();
            if (oldLeft > 0 || newLeft > 0)
            {
                if (text is null)
                {
                    throw new DocumentFormatException("the diff ends within a hunk", lines.Line);
                }

                if (text.StartsWith('\\'))
                {
                    continue;
                }

                return ReadContent(text);
            }

            if (text is null || IsHeader(text))
            {
                unread = text;
                return null;
            }

            if (text.StartsWith("@@ ", StringComparison.Ordinal))
            {
                ReadHunk(text);
            }
            else if (text.StartsWith("@@@", StringComparison.Ordinal))
            {
                file.IsCombined = true;
            }
        }

        return null;
    }

    private DiffLine ReadContent(string text)
    {
        // Mailers and editors strip the blank of an empty line that stays.
        var sign = text.Length == 0 ? ' ' : text[0];
        var content = text.Length == 0 ? "" : text[1..];
        switch (sign)
        {
            case '+':
                newLeft--;
                file!.AddedLines++;
                file.IsSubmodule |= content.StartsWith(SubmoduleMark, StringComparison.Ordinal);
                return new DiffLine(sign, content, newLine++, lines.Line);
            case '-':
                oldLeft--;
                file!.DeletedLines++;
                return new DiffLine(sign, content, oldLine++, lines.Line);
            case ' ':
                (oldLeft, newLeft) = (oldLeft - 1, newLeft - 1);
                oldLine++;
                return new DiffLine(sign, content, newLine++, lines.Line);
            default:
                throw new DocumentFormatException("a line of a hunk begins with neither blank, + nor -", lines.Line);
        }
    }

    /// <summary><c>@@ -1,3 +1,4 @@</c></summary>
    private void ReadHunk(string text)
    {
        var end = text.IndexOf(" @@", 3, StringComparison.Ordinal);
        var ranges = end < 0 ? [] : text[3..end].Split(' ');
        if (ranges is not [['-', ..], ['+', ..]]
            || !TryRange(ranges[0], out oldLine, out oldLeft)
            || !TryRange(ranges[1], out newLine, out newLeft))
        {
            throw new DocumentFormatException("the head of a hunk is broken", lines.Line);
        }
    }

    private static bool TryRange(string range, out int start, out int count)
    {
        var comma = range.IndexOf(',', StringComparison.Ordinal);
        count = 1;
        return int.TryParse(comma < 0 ? range.AsSpan(1) : range.AsSpan(1, comma - 1), out start)
            && (comma < 0 || int.TryParse(range.AsSpan(comma + 1), out count))
            && start >= 0 && count >= 0;
    }

    /// <summary>The lines between <c>diff</c> and the first hunk.</summary>
    private DiffFile ReadHeader(string first)
    {
        var (oldPath, newPath) = DiffPaths.Split(first);
        var isCombined = first.StartsWith("diff --c", StringComparison.Ordinal);
        var header = new DiffFile { OldPath = oldPath, NewPath = newPath, IsCombined = isCombined };
        while (Next() is { } line)
        {
            switch (line)
            {
                case ['@', '@', ..] or ['d', 'i', 'f', 'f', ' ', ..]:
                    unread = line;
                    return header;
                case ['-', '-', '-', ' ', ..]:
                    header.OldPath = DiffPaths.Read(line[4..]);
                    break;
                case ['+', '+', '+', ' ', ..]:
                    header.NewPath = DiffPaths.Read(line[4..]);
                    return header;
                default:
                    ReadExtended(header, line);
                    break;
            }
        }

        return header;
    }

    private static void ReadExtended(DiffFile header, string line)
    {
        if (line.StartsWith("new file mode", StringComparison.Ordinal))
        {
            header.OldPath = null;
            header.IsSubmodule = line.EndsWith("160000", StringComparison.Ordinal);
        }
        else if (line.StartsWith("deleted file mode", StringComparison.Ordinal))
        {
            header.NewPath = null;
        }
        else if (line.StartsWith("rename from ", StringComparison.Ordinal))
        {
            (header.OldPath, header.IsRename) = (DiffPaths.Unquote(line[12..]), true);
        }
        else if (line.StartsWith("rename to ", StringComparison.Ordinal))
        {
            header.NewPath = DiffPaths.Unquote(line[10..]);
        }
        else if (
            line.StartsWith("Binary files ", StringComparison.Ordinal) || line.StartsWith("GIT binary patch", StringComparison.Ordinal))
        {
            header.IsBinary = true;
        }
    }

    private static bool IsHeader(string text) =>
        text.StartsWith("diff ", StringComparison.Ordinal) || text.StartsWith("--- ", StringComparison.Ordinal);

    private string? Next()
    {
        if (unread is not { } line)
        {
            return lines.Read();
        }

        unread = null;
        return line;
    }
}
