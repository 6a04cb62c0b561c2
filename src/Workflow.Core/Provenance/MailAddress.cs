using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>Reads <c>Name &lt;address&gt;</c> as git writes identities.</summary>
public static class MailAddress
{
    /// <summary>The address in the first pair of angle brackets, or null where what they hold is no address.</summary>
    public static string? Find(string text)
    {
        var open = text.IndexOf('<', StringComparison.Ordinal);
        var close = open < 0 ? -1 : text.IndexOf('>', open);
        var address = close < 0 ? "" : text[(open + 1)..close].Trim();
        return address.Contains('@', StringComparison.Ordinal) ? address : null;
    }

    /// <summary>The identity that a <c>Co-authored-by</c> value names.</summary>
    public static ActorIdentity ToIdentity(string text)
    {
        var address = Find(text);
        var name = address is null ? text.Trim() : text[..text.IndexOf('<', StringComparison.Ordinal)].Trim();
        return new ActorIdentity(name.Length == 0 ? null : name, address);
    }
}
