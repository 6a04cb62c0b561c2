using System.Diagnostics.CodeAnalysis;

namespace Workflow.Adapters.GitHub;

/// <summary>A repository's name, safe to put in an API path.</summary>
internal sealed record GitHubRepository(string Owner, string Name)
{
    /// <summary>Its path below the API's root.</summary>
    public string ApiPath => $"repos/{Owner}/{Name}";

    /// <summary>Reads <c>owner/name</c>: letters, digits, '-', '_' and '.' only, and no dots alone.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out GitHubRepository? repository)
    {
        repository = text?.Split('/') is [var owner, var name] && IsName(owner) && IsName(name) ? new(owner, name) : null;
        return repository is not null;
    }

    public override string ToString() => $"{Owner}/{Name}";

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 100
        && text.Trim('.').Length > 0
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
