using System.Text;

namespace Workflow.Adapters.Documents.Diffs;

/// <summary>Paths as diffs write them.</summary>
internal static class DiffPaths
{
    private const string Nothing = "/dev/null";

    /// <summary>The path behind <c>--- </c> or <c>+++ </c>, without git's prefix and diff's time; null where there is no file.</summary>
    public static string? Read(string text)
    {
        var tab = text.IndexOf('\t', StringComparison.Ordinal);
        var path = Unquote((tab < 0 ? text : text[..tab]).Trim());
        return path == Nothing ? null : WithoutPrefix(path);
    }

    /// <summary>
    /// The two paths of a <c>diff</c> line. Git's are told apart where both are equal but for their prefix; else a later line names them.
    /// </summary>
    public static (string? Old, string? New) Split(string line)
    {
        if (!line.StartsWith("diff --git ", StringComparison.Ordinal))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words.Length < 3 ? (null, null) : (WithoutPrefix(words[^2]), WithoutPrefix(words[^1]));
        }

        var paths = line["diff --git ".Length..];
        if (paths.StartsWith('"'))
        {
            var end = paths.IndexOf("\" ", 1, StringComparison.Ordinal);
            return end < 0 ? (null, null) : (WithoutPrefix(Unquote(paths[..(end + 1)])), WithoutPrefix(Unquote(paths[(end + 2)..])));
        }

        var half = paths.Length / 2;
        if (paths.Length % 2 == 1 && paths[half] == ' ' && WithoutPrefix(paths[..half]) == WithoutPrefix(paths[(half + 1)..]))
        {
            return (WithoutPrefix(paths[..half]), WithoutPrefix(paths[(half + 1)..]));
        }

        var space = paths.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (null, null) : (WithoutPrefix(paths[..space]), WithoutPrefix(paths[(space + 1)..]));
    }

    /// <summary>Git quotes unusual names as C does: <c>"a\tb"</c>, bytes in octal.</summary>
    public static string Unquote(string text)
    {
        if (text is not ['"', .., '"'] || text.Length < 2)
        {
            return text;
        }

        List<byte> bytes = [];
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] != '\\' || i + 2 >= text.Length)
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
                continue;
            }

            i++;
            if (text[i] is >= '0' and <= '3' && i + 2 < text.Length - 1 && IsOctal(text[i + 1]) && IsOctal(text[i + 2]))
            {
                bytes.Add((byte)(((text[i] - '0') * 64) + ((text[i + 1] - '0') * 8) + (text[i + 2] - '0')));
                i += 2;
            }
            else
            {
                bytes.Add((byte)(text[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other }));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static bool IsOctal(char character) => character is >= '0' and <= '7';

    /// <summary>Git's a/ and b/, and the letters that <c>diff.mnemonicPrefix</c> puts in their place.</summary>
    private static string WithoutPrefix(string path) =>
        path.Length > 2 && path[1] == '/' && path[0] is 'a' or 'b' or 'c' or 'i' or 'o' or 'w' ? path[2..] : path;
}
