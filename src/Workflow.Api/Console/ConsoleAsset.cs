using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Workflow.Api.Console;

/// <summary>A file that the console's pages need, embedded so that nothing comes from elsewhere.</summary>
internal sealed class ConsoleAsset
{
    public static readonly ConsoleAsset Stylesheet = new("console.css", "text/css; charset=utf-8");

    public static readonly ConsoleAsset Icon = new("icon.svg", "image/svg+xml");

    private readonly byte[] content;
    private readonly string contentType;
    private readonly string version;

    private ConsoleAsset(string name, string contentType)
    {
        using var stream = typeof(ConsoleAsset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The console's '{name}' is not embedded.");
        content = new byte[stream.Length];
        stream.ReadExactly(content);
        this.contentType = contentType;
        version = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
        Path = $"/{name}";
    }

    public string Path { get; }

    /// <summary>Changes with the content, so that browsers may keep what they have for good.</summary>
    public string Url => $"{Path}?v={version}";

    public Task<IResult> GetAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var isThisVersion = context.Request.Query["v"] == version;
        context.Response.Headers.CacheControl = isThisVersion ? "public, max-age=31536000, immutable" : "public, max-age=300";
        var file = TypedResults.Bytes(content, contentType, entityTag: new EntityTagHeaderValue($"\"{version}\""));
        return Task.FromResult<IResult>(file);
    }
}
