using System.ComponentModel.DataAnnotations;
using System.Net;
using Workflow.Adapters.Files;

namespace Workflow.Adapters.Teams;

/// <summary>How the gate's bot is known to Microsoft Teams. Validated on start.</summary>
public sealed class TeamsOptions
{
    /// <summary>The bot's application (client) id. Required.</summary>
    [Required]
    public string AppId { get; set; } = string.Empty;

    /// <summary>The one Entra ID tenant whose people may decide. Required.</summary>
    [Required]
    public string TenantId { get; set; } = string.Empty;

    /// <summary>The application's client secret. Required unless <see cref="UseManagedIdentity"/>; never logged.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Whether the bot is a user-assigned managed identity, with <see cref="AppId"/> as its client id. Default false.</summary>
    public bool UseManagedIdentity { get; set; }

    /// <summary>
    /// Base of the Bot Connector, absolute, with its region's path; its host must be in <see cref="AllowedServiceHosts"/>. Used until Teams
    /// itself has named another in a verified activity. Default: the public cloud's global one.
    /// </summary>
    [Required]
    public Uri ServiceUrl { get; set; } = new("https://smba.trafficmanager.net/teams/");

    /// <summary>The only hosts that the bot's token is sent to. Default: the public cloud's.</summary>
    [MinLength(1)]
    public IList<string> AllowedServiceHosts { get; } = [];

    /// <summary>Where the client secret is exchanged for a token. Default: the tenant's endpoint in the public cloud.</summary>
    public Uri? TokenEndpoint { get; set; }

    /// <summary>Where the keys of inbound tokens are described. Default: the public cloud's.</summary>
    [Required]
    public Uri OpenIdMetadataUrl { get; set; } = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    /// <summary>Issuer of inbound tokens. Default: the public cloud's.</summary>
    [Required]
    public string Issuer { get; set; } = "https://api.botframework.com";

    /// <summary>Where people reach the console, for the card's link; null for cards without one. Default null.</summary>
    public Uri? ConsoleBaseUrl { get; set; }

    /// <summary>
    /// The id that the gate's app has in the tenant's app catalogue: the gate then installs it, through Microsoft Graph, for whoever is to
    /// be asked and has not got it. Needs the section <c>Graph</c> and the permission <c>TeamsAppInstallation.ReadWriteSelfForUser.All</c>.
    /// Null for no installation. Default null.
    /// </summary>
    public string? CatalogAppId { get; set; }

    /// <summary>
    /// Whether a reminder also goes to the person's activity feed. Needs <see cref="CatalogAppId"/> and the permission
    /// <c>TeamsActivity.Send</c>. Default false.
    /// </summary>
    public bool NotifyInFeed { get; set; }

    /// <summary>
    /// The channel in which ladder steps with <c>channel: post</c> offer reviews, such as <c>19:...@thread.tacv2</c>; the app must be
    /// installed in its team. Null for none: such steps then tell nobody. Default null.
    /// </summary>
    public string? ChannelId { get; set; }

    /// <summary>The language of the posts in <see cref="ChannelId"/>, as a BCP 47 tag such as <c>de</c>. Default null: English.</summary>
    public string? ChannelLanguage { get; set; }

    /// <summary>How long Teams waits for the answer to a button, less the way back. 1 to 9.5 seconds. Default 8 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:09.5")]
    public TimeSpan InvokeDeadline { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>First delay of a retried call, before jitter; doubled each time. 1 ms to 30 seconds. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:30")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Takes decisions without a token from callers on this machine: for Microsoft's Agents Playground, which sends none. Anybody on
    /// the machine can then decide in anybody's name, so it is allowed only while <see cref="ServiceUrl"/> is on this machine, and
    /// must stay off behind a reverse proxy. Default false.
    /// </summary>
    public bool AllowUnauthenticatedLoopback { get; set; }

    /// <summary>What is wrong with the options as a whole.</summary>
    /// <param name="hasGraph">Whether the section <c>Graph</c> is configured.</param>
    internal IEnumerable<string> FindDefects(bool hasGraph)
    {
        if (string.IsNullOrWhiteSpace(ClientSecret) != UseManagedIdentity)
        {
            yield return "Teams: set either ClientSecret or UseManagedIdentity.";
        }

        foreach (var (name, url) in new[]
        {
            (nameof(ServiceUrl), ServiceUrl),
            (nameof(OpenIdMetadataUrl), OpenIdMetadataUrl),
            (nameof(TokenEndpoint), TokenEndpoint),
        })
        {
            if (url is not null && !IsSafe(url))
            {
                yield return $"Teams: {name} is '{url}'; it must be an absolute https URL (http only on this machine).";
            }
        }

        foreach (var defect in FindDeliveryDefects(hasGraph))
        {
            yield return defect;
        }

        if (ConsoleBaseUrl is { } console && (!console.IsAbsoluteUri || !console.AbsoluteUri.EndsWith('/')))
        {
            yield return $"Teams: ConsoleBaseUrl is '{console}'; it must be absolute and end with '/'.";
        }

        if (ServiceUrl is not { IsAbsoluteUri: true })
        {
            yield break;
        }

        if (!AllowedServiceHosts.Contains(ServiceUrl.Host, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"Teams: the host of ServiceUrl, '{ServiceUrl.Host}', is not in AllowedServiceHosts "
                + $"({string.Join(", ", AllowedServiceHosts)}).";
        }

        if (AllowUnauthenticatedLoopback && !IsLoopback(ServiceUrl))
        {
            yield return "Teams: AllowUnauthenticatedLoopback needs a ServiceUrl on this machine; remove it for a real tenant.";
        }
    }

    private IEnumerable<string> FindDeliveryDefects(bool hasGraph)
    {
        if (NotifyInFeed && string.IsNullOrEmpty(CatalogAppId))
        {
            yield return "Teams: NotifyInFeed needs CatalogAppId, the gate's app in the tenant's app catalogue.";
        }

        if (!string.IsNullOrEmpty(CatalogAppId) && !Guid.TryParseExact(CatalogAppId, "D", out _))
        {
            yield return $"Teams: CatalogAppId is '{CatalogAppId}'; it must be the app's id in the tenant's app catalogue, such as "
                + "3f2504e0-4f89-11d3-9a0c-0305e82c3301 (infra/README.md says how to find it).";
        }

        if (!string.IsNullOrEmpty(CatalogAppId) && !hasGraph)
        {
            yield return "Teams: CatalogAppId needs the section Graph, because the app is installed through Microsoft Graph: configure "
                + "Graph (Graph:ClientId and what infra/README.md names with it), or remove Teams:CatalogAppId.";
        }

        if (!string.IsNullOrEmpty(ChannelId) && !ChannelId.StartsWith("19:", StringComparison.Ordinal))
        {
            yield return $"Teams: ChannelId is '{ChannelId}'; it must be a channel's id, such as 19:abc@thread.tacv2 "
                + "(infra/README.md says how to find it).";
        }

        if (!string.IsNullOrEmpty(ChannelLanguage) && !LanguageTag.IsValid(ChannelLanguage))
        {
            yield return $"Teams: ChannelLanguage is '{ChannelLanguage}'; it must be a language tag such as de or en-GB.";
        }
    }

    private static bool IsSafe(Uri url) => url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || IsLoopback(url));

    private static bool IsLoopback(Uri url) =>
        url.IsLoopback || (IPAddress.TryParse(url.Host, out var address) && IPAddress.IsLoopback(address));
}
