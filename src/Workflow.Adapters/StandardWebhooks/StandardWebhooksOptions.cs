using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>Who may send signed deployment requests, and where signed answers may go.</summary>
public sealed class StandardWebhooksOptions
{
    public const string SecretPrefix = "whsec_";

    /// <summary>
    /// Secrets of the pipelines: <c>whsec_</c> and the base64 of 24 to 64 random bytes. One or more: a request signed with any of
    /// them is authentic, so that a secret can be replaced without an outage. No default.
    /// </summary>
    [MinLength(1)]
    public IList<string> Secrets { get; } = [];

    /// <summary>
    /// Secrets that callbacks are signed with, in the same form; a callback carries one signature of each. Default: none, so that
    /// callbacks are signed with <see cref="Secrets"/>.
    /// </summary>
    public IList<string> CallbackSecrets { get; } = [];

    /// <summary>
    /// Origins such as <c>https://ci.example.com</c> that callbacks may go to; plain http only on loopback. Default: none, for pipelines
    /// that read the outcome themselves.
    /// </summary>
    public IList<string> AllowedCallbackOrigins { get; } = [];

    /// <summary>
    /// Origins such as <c>https://artifacts.example.com</c> that documents may be fetched from; plain http only on loopback. Default: none,
    /// so that documents come with the request or from the repository.
    /// </summary>
    public IList<string> AllowedDocumentOrigins { get; } = [];

    /// <summary>
    /// How far a request's signed time may lie in the past or future. 1 second to 5 minutes; default 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a callback may take. 1 to 60 seconds; default 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan CallbackTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The secrets that callbacks are signed with.</summary>
    internal IEnumerable<byte[]> CallbackKeys() => ToKeys(CallbackSecrets.Count > 0 ? CallbackSecrets : Secrets);

    internal IEnumerable<byte[]> RequestKeys() => ToKeys(Secrets);

    /// <summary>Whether a callback may go to this URL.</summary>
    internal bool AllowsCallback(Uri url) => IsAmong(url, AllowedCallbackOrigins);

    /// <summary>Whether a document may be fetched from this URL.</summary>
    internal bool AllowsDocument(Uri url) => IsAmong(url, AllowedDocumentOrigins);

    internal static bool TryParseOrigin(string text, [NotNullWhen(true)] out string? origin)
    {
        origin = Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
                ? OriginOf(url)
                : null;
        return origin is not null;
    }

    /// <summary>Scheme, host and port: all of a callback URL that may be shown.</summary>
    internal static string OriginOf(Uri url) => url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private static bool IsAmong(Uri url, IEnumerable<string> origins) =>
        url.UserInfo.Length == 0 && origins.Any(origin => TryParseOrigin(origin, out var allowed) && allowed == OriginOf(url));

    private static IEnumerable<byte[]> ToKeys(IEnumerable<string> secrets) => secrets.Select(StandardWebhookSignature.ToKey);
}
