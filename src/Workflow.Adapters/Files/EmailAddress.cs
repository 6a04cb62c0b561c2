namespace Workflow.Adapters.Files;

/// <summary>What the files accept as an e-mail address: one plain address, without a name.</summary>
internal static class EmailAddress
{
    /// <summary>For messages.</summary>
    public const string What = "an e-mail address such as grace@example.com";

    public static bool IsValid(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && text.IndexOf('@', at + 1) < 0 && !text.Any(char.IsWhiteSpace)
            && text.IndexOfAny(['<', '>', ',', ';', ':', '"', '(', ')']) < 0;
    }
}
