using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>Reads <c>Name &lt;address&gt;</c> as git writes identities.</summary>
public static class MailAddress
{
    /// <summary>
    /// The address in the first pair of angle brackets, or null where what they hold is no address. Without brackets, the last word
    /// if it is an address.
    /// </summary>
    public static string? Find(string text) =>
        Locate(text) is { Length: > 0 } found ? text.Substring(found.Start, found.Length).Trim() : null;

    /// <summary>The identity that a <c>Co-authored-by</c> value names.</summary>
    public static ActorIdentity ToIdentity(string text)
    {
        var address = Find(text);
        var name = address is null ? text.Trim() : text[..Locate(text)!.Value.Start].TrimEnd('<', ' ', '\t').Trim();
        return new ActorIdentity(name.Length == 0 ? null : name, address);
    }

    private static (int Start, int Length)? Locate(string text)
    {
        var open = text.IndexOf('<', StringComparison.Ordinal);
        var close = open < 0 ? -1 : text.IndexOf('>', open);
        if (close > 0)
        {
            return text.IndexOf('@', open, close - open) > 0 ? (open + 1, close - open - 1) : null;
        }

        var end = text.AsSpan().TrimEnd().Length;
        var start = text.AsSpan()[..end].LastIndexOfAny(' ', '\t') + 1;
        var word = text.AsSpan()[start..end];
        var at = word.IndexOf('@');
        var isAddress = open < 0 && at > 0 && char.IsLetterOrDigit(word[0]) && word[at..].Contains('.') && !word.Contains('>');
        return isAddress ? (start, end - start) : null;
    }
}
