using System.Diagnostics.CodeAnalysis;

namespace Workflow.Core.Deployments;

/// <summary>The commits that a deployment brings: those reachable from <see cref="Head"/> and not from <see cref="Base"/>.</summary>
/// <param name="Base">
/// Full hexadecimal object id of what the environment runs today. Null in a request whose pipeline does not know it: the change source
/// then finds it.
/// </param>
/// <param name="Head">Full hexadecimal object id of what would run next.</param>
public sealed record CommitRange(string? Base, string Head)
{
    /// <summary>Whether the text is a full SHA-1 (40) or SHA-256 (64) object id in hexadecimal.</summary>
    public static bool IsFullObjectId([NotNullWhen(true)] string? text) =>
        text is { Length: 40 or 64 } && text.All(char.IsAsciiHexDigit);

    public override string ToString() => $"{Base ?? "(deployed)"}..{Head}";
}
