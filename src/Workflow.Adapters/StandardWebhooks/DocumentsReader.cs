using System.Security.Cryptography;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>Reads the <c>documents</c> of a request.</summary>
internal sealed class DocumentsReader(StandardWebhooksOptions options)
{
    private const string Content = "content";
    private const string Url = "url";
    private const string InRepository = "path";
    private const string Sha256 = "sha256";
    private const int MaxDocuments = 20;
    private const int MaxUrlLength = 2048;
    private const int MaxPathLength = 1024;

    private static readonly string[] Sources = [Content, Url, InRepository];

    /// <returns>Each document, and its content where it came with the request. Without those in which problems were noted.</returns>
    public IReadOnlyList<(AttachedDocument Document, DocumentContent? Content)> Read(PayloadObject data)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        List<(AttachedDocument, DocumentContent?)> documents = [];
        foreach (var one in data.Objects("documents", MaxDocuments))
        {
            var name = one.Text("name");
            if (name is not null && !names.Add(name))
            {
                one.Note("name", "is the name of another document already", name);
            }

            if (Read(one, name ?? "") is { } document && name is not null)
            {
                documents.Add(document);
            }
        }

        return documents;
    }

    private (AttachedDocument Document, DocumentContent? Content)? Read(PayloadObject document, string name)
    {
        var sha256 = document.Text(Sha256, IsSha256, "a SHA-256 of 64 hexadecimal digits", isRequired: false)?.ToLowerInvariant();
        string[] given = [.. Sources.Where(document.Has)];
        (AttachedDocument, DocumentContent?)? read = given switch
        {
            [Content] => ReadContent(document, name, sha256),
            [Url] => ReadUrl(document) is { } url ? (new AttachedDocument(name, DocumentSource.Url, url.AbsoluteUri, sha256), null) : null,
            [InRepository] => ReadPath(document) is { } path
                ? (new AttachedDocument(name, DocumentSource.Path, path, sha256), null)
                : null,
            _ => null,
        };
        document.RefuseOthers(Sources);
        if (given.Length != 1)
        {
            document.Note(given.FirstOrDefault(Content), $"exactly one of {string.Join(", ", Sources)} must say where the document is");
        }

        return read;
    }

    private static (AttachedDocument Document, DocumentContent? Content)? ReadContent(PayloadObject document, string name, string? sha256)
    {
        if (document.Content(Content, DocumentContent.MaxBytes) is not { } bytes)
        {
            return null;
        }

        var actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (sha256 is not null && sha256 != actual)
        {
            document.Note(Sha256, $"is not that of the content in UTF-8, which is {actual}", sha256);
        }

        return (new AttachedDocument(name, DocumentSource.Inline, Sha256: actual), new DocumentContent(name, bytes));
    }

    /// <remarks>The query may hold a signature that opens the document: no problem shows more than the origin.</remarks>
    private Uri? ReadUrl(PayloadObject document)
    {
        var url = document.Url(Url, MaxUrlLength, isSecret: true);
        if (url is { UserInfo.Length: > 0 } or { Fragment.Length: > 0 })
        {
            document.Note(Url, "must have no user name, password or fragment");
        }
        else if (url is not null && !options.AllowsDocument(url))
        {
            document.Note(
                Url,
                $"has an origin that documents may not come from; have it added to {nameof(options.AllowedDocumentOrigins)}",
                StandardWebhooksOptions.OriginOf(url));
        }

        return url;
    }

    private static string? ReadPath(PayloadObject document)
    {
        var path = document.Text(InRepository, isRequired: true, MaxPathLength);
        if (path is null || IsInRepository(path))
        {
            return path;
        }

        document.Note(InRepository, "must lead to a file in the repository: relative to its root, with '/' between folders", path);
        return null;
    }

    private static bool IsInRepository(string path) =>
        !path.Contains('\\', StringComparison.Ordinal) && path.Split('/').All(segment => segment is not ("" or "." or ".."));

    private static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);
}
