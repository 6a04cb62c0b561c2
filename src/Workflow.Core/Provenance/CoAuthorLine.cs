using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>Lines that name somebody who took part in writing, also where they are malformed.</summary>
internal static class CoAuthorLine
{
    /// <summary>Every such line holds one of these.</summary>
    public static readonly string[] Beginnings = ["Co-author", "Coauthor", "Co-developed-by", "Signed-off-by"];

    private static readonly string[] Keys =
        ["Co-authored-by", "Co-developed-by", "Coauthored-by", "Co-author", "Co-authors", "Coauthor", "Signed-off-by"];

    private static readonly string[] Spoken = ["Co-authored by", "Co-authored-by", "Coauthored by", "Co-developed by"];

    public static bool IsKey(string key) => Keys.Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a line of a body is a trailer with such a key: then it is read as one.</summary>
    public static bool IsTrailer(string line)
    {
        var indent = line.Length - line.AsSpan().TrimStart().Length;
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return indent is 0 or >= MessageLine.CodeIndent && colon > indent && IsKey(line[indent..colon]);
    }

    /// <summary>
    /// Whom a line names that is no trailer: <c>Co-authored by Claude</c>, or a trailer that ends a line of other text, which is what
    /// lost line breaks leave. Inside quotation marks and in the middle of a sentence it is prose.
    /// </summary>
    public static IEnumerable<ActorIdentity> Named(string line)
    {
        if (FindSpoken(line) is { } spoken)
        {
            yield return spoken;
        }

        for (var from = 0; Next(line, from) is { } found; from = found.End)
        {
            if (found.Identity is { } identity)
            {
                yield return identity;
            }
        }
    }

    private static ActorIdentity? FindSpoken(string line)
    {
        var text = line.Trim();
        var start = Spoken.FirstOrDefault(one => text.StartsWith(one, StringComparison.OrdinalIgnoreCase));
        return start is null || text.Length == start.Length || text[start.Length] != ' '
            ? null
            : MailAddress.ToIdentity(text[start.Length..].Trim(' ', '.', '!', '*', '_', '[', ']'));
    }

    private static (ActorIdentity? Identity, int End)? Next(string line, int from)
    {
        var (key, colon) = FindKey(line, from);
        if (key < 0)
        {
            return null;
        }

        var close = line.IndexOf('>', colon);
        if (close < 0)
        {
            return null;
        }

        var isQuoted = key > 0 && line[key - 1] is '"' or '\'' or '`' or '“' or '«' or '>';
        var rest = line.AsSpan()[(close + 1)..].TrimStart();
        var ends = rest.IsEmpty || rest.StartsWith("Co-", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("Signed-", StringComparison.OrdinalIgnoreCase);
        return (isQuoted || !ends ? null : MailAddress.ToIdentity(line[(colon + 1)..(close + 1)]), close + 1);
    }

    private static (int Key, int Colon) FindKey(string line, int from)
    {
        var authored = line.IndexOf("Co-authored-by:", from, StringComparison.OrdinalIgnoreCase);
        return authored < 0 ? (-1, -1) : (authored, authored + "Co-authored-by".Length);
    }
}
