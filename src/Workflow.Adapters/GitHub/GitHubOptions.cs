using System.ComponentModel.DataAnnotations;

namespace Workflow.Adapters.GitHub;

/// <summary>The GitHub App that stands in the way of deployments as their custom deployment protection rule.</summary>
public sealed class GitHubOptions
{
    /// <summary>
    /// Where GitHub's REST API is; <c>https://HOST/api/v3</c> for an Enterprise Server. https, or http on loopback. Default: the
    /// public API. Callbacks go nowhere else.
    /// </summary>
    [Required]
    public Uri ApiBaseUrl { get; set; } = new("https://api.github.com");

    /// <summary>The App's id, from its settings page. 1 or more; no default.</summary>
    [Range(1, long.MaxValue)]
    public long AppId { get; set; }

    /// <summary>The App's private key as PEM, 2,048 bits or more; line breaks may be written as <c>\n</c>. No default.</summary>
    [Required]
    public string PrivateKey { get; set; } = "";

    /// <summary>The App's webhook secret. 16 or more characters; no default.</summary>
    [Required, MinLength(16)]
    public string WebhookSecret { get; set; } = "";

    /// <summary>
    /// The service that a repository deploys, by <c>owner/name</c> in any case. Default: none, so that a service has the name of
    /// its repository.
    /// </summary>
    public IDictionary<string, string> ServiceNames { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The most commits that are read of one range; a longer one becomes an incomplete change set. 100 to 10,000; default 5,000.
    /// </summary>
    [Range(100, 10_000)]
    public int MaxCommits { get; set; } = 5_000;

    /// <summary>How long one call of the API may take. 1 to 60 seconds; default 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary><see cref="ApiBaseUrl"/> with exactly one slash at its end.</summary>
    internal Uri ApiRoot() => new(ApiBaseUrl.AbsoluteUri.TrimEnd('/') + "/");

    internal string PrivateKeyPem() => PrivateKey.Replace("\\n", "\n", StringComparison.Ordinal);
}
