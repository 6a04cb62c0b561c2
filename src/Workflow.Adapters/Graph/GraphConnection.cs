using Microsoft.Extensions.Options;
using Microsoft.Graph;
using Microsoft.Kiota.Authentication.Azure;

namespace Workflow.Adapters.Graph;

/// <summary>The client of Microsoft Graph, with the application's token and the retries.</summary>
internal sealed class GraphConnection
{
    /// <summary>Name of the HTTP client that talks to Microsoft Graph.</summary>
    public const string ClientName = "Graph";

    /// <summary>Name of the HTTP client that asks Entra ID for tokens.</summary>
    public const string TokenClientName = "Graph.Token";

    public GraphConnection(IHttpClientFactory clients, IOptions<GraphOptions> options)
    {
        var settings = options.Value;
        var tokens = new AzureIdentityAuthenticationProvider(
            GraphCredential.Of(
                settings.UseManagedIdentity,
                settings.TenantId,
                settings.ClientId,
                settings.ClientSecret,
                clients.CreateClient(TokenClientName)),
            allowedHosts: [settings.BaseUrl.Host],
            observabilityOptions: null,
            isCaeEnabled: false,
            scopes: [GraphCredential.ScopeOf(settings.BaseUrl)]);
        Client = new GraphServiceClient(clients.CreateClient(ClientName), tokens, settings.Root);
    }

    public GraphServiceClient Client { get; }
}
