using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>Reads <c>Name &lt;address&gt;</c> as git writes identities.</summary>
public static class MailAddress
{
    /// <summary>The text between the last pair of angle brackets, or null.</summary>
    public static string? Find(string text)
    {
        var close = text.LastIndexOf('>');
        var open = close < 0 ? -1 : text.LastIndexOf('<', close);
        return open < 0 || close == open + 1 ? null : text[(open + 1)..close].Trim();
    }

    /// <summary>The identity that a <c>Co-authored-by</c> value names.</summary>
    public static ActorIdentity ToIdentity(string text)
    {
        var address = Find(text);
        var name = address is null ? text.Trim() : text[..text.LastIndexOf('<')].Trim();
        return new ActorIdentity(name.Length == 0 ? null : name, address);
    }
}
