using Microsoft.Extensions.Options;

namespace Workflow.Adapters.Teams.Connector;

/// <summary>
/// Where the Bot Connector of the tenant's region is: Teams says so in what it sends, and it may move (learn.microsoft.com, "Send proactive
/// messages"). Remembered for the life of the process; until then, and after a restart, the configured address is used.
/// </summary>
internal sealed class ServiceAddress(IOptions<TeamsOptions> options)
{
    private volatile Uri? newest;

    /// <summary>Where new messages go; ends with a slash.</summary>
    public Uri Current => newest ?? WithSlash(options.Value.ServiceUrl);

    /// <summary>Takes the address of an activity, unless the bot's token may not be sent there.</summary>
    /// <param name="serviceUrl">Of a verified activity of the configured tenant.</param>
    public void Remember(string? serviceUrl)
    {
        if (Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) && IsAllowed(url))
        {
            newest = WithSlash(url);
        }
    }

    /// <summary>
    /// Where a message is that was sent to an address: there, as long as the bot's token may be sent there. A stand-in on this machine keeps
    /// its messages and may have moved to another port since.
    /// </summary>
    /// <param name="sentTo">Null where it was not recorded.</param>
    public Uri Of(Uri? sentTo) => sentTo is { IsAbsoluteUri: true } && IsAllowed(sentTo)
        && (!sentTo.IsLoopback || sentTo.Authority == Current.Authority)
            ? WithSlash(sentTo)
            : Current;

    private bool IsAllowed(Uri url) =>
        (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && url is { UserInfo: "", Query: "", Fragment: "" }
        && options.Value.AllowedServiceHosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase);

    private static Uri WithSlash(Uri url) => url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");
}

/// <summary>A conversation, and the Bot Connector that it was opened at.</summary>
internal sealed record Chat(Uri Service, string Id);
