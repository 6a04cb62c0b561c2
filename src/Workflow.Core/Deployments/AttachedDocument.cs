namespace Workflow.Core.Deployments;

/// <summary>A document that says what the deployment will do, such as a plan. Requests hold where it is, never its content.</summary>
/// <param name="Name">As the reviewer knows it; no other document of the request has it, in any letter case.</param>
/// <param name="Location">
/// A URL or a path in the repository; null for a document that was sent with the request. The query of a URL may hold a secret: it is
/// never shown, logged or audited.
/// </param>
/// <param name="Sha256">What the content must have, in lower-case hexadecimal; null where the request names none.</param>
public sealed record AttachedDocument(string Name, DocumentSource Source, string? Location = null, string? Sha256 = null)
{
    /// <summary>As it may be shown.</summary>
    public AttachedDocument WithoutSecrets() => Source is DocumentSource.Url && Uri.TryCreate(Location, UriKind.Absolute, out var url)
        ? this with { Location = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) }
        : this;

    public override string ToString() => WithoutSecrets().Location is { } location ? $"{Name} ({location})" : Name;
}

/// <summary>Where the content of a document is.</summary>
public enum DocumentSource
{
    /// <summary>It came with the request; the gate keeps it.</summary>
    Inline,
    Url,

    /// <summary>A file in the repository, at head.</summary>
    Path,
}
