using Microsoft.AspNetCore.Http;

namespace Workflow.Api.Routing;

/// <summary>Reads a request's raw body as far as a limit.</summary>
internal static class RequestBody
{
    private const int ChunkBytes = 16 * 1024;

    /// <returns>The body, or null where it is larger than the limit: then no more than the limit was read.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        using var content = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[ChunkBytes];
        while (await request.Body.ReadAsync(chunk, cancellationToken) is > 0 and var read)
        {
            if (content.Length + read > maxBytes)
            {
                return null;
            }

            content.Write(chunk, 0, read);
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    /// <summary>Whether the body is announced as JSON, or not announced at all.</summary>
    public static bool MayBeJson(HttpRequest request) => request.ContentType is null || request.HasJsonContentType();
}
