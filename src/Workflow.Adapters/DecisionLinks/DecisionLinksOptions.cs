namespace Workflow.Adapters.DecisionLinks;

/// <summary>The keys of the links to the decision page. Validated on start.</summary>
public sealed class DecisionLinksOptions
{
    /// <summary>
    /// The key that links are signed with: base64 of 32 to 128 random bytes. A secret. Default none: then mails have no decision link, and
    /// people decide in Teams.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>
    /// The key from before the last replacement, in the same form: links that were signed with it count until they expire. A secret.
    /// Default none.
    /// </summary>
    public string? PreviousKey { get; set; }
}
