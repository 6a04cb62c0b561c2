using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Workflow.IntegrationTests.Loopback;

/// <summary>A request as a loopback server received it.</summary>
/// <param name="Target">Path and query as they were sent.</param>
/// <param name="Headers">By name, case-insensitive; several values are joined by commas.</param>
public sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public override string ToString() => $"{Method} {Target}";

    internal static async Task<ReceivedRequest> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return new ReceivedRequest(
            request.Method,
            request.Path.ToUriComponent() + request.QueryString,
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
    }
}
