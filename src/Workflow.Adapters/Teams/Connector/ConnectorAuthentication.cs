using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Workflow.Adapters.Teams.Connector;

/// <summary>Puts the bot's token on calls to the allowed hosts, and lets no call go to another.</summary>
internal sealed class ConnectorAuthentication(ConnectorToken token, IOptions<TeamsOptions> options) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.Host;
        if (!options.Value.AllowedServiceHosts.Contains(host, StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"The bot's token is not sent to '{host}': it is not in Teams:AllowedServiceHosts.");
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token.GetAsync(cancellationToken));
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized)
        {
            token.Forget();
        }

        return response;
    }
}
