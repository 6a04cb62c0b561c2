using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
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
            CredentialOf(settings, clients.CreateClient(TokenClientName)),
            allowedHosts: [settings.BaseUrl.Host],
            observabilityOptions: null,
            isCaeEnabled: false,
            scopes: [ScopeOf(settings.BaseUrl)]);
        Client = new GraphServiceClient(clients.CreateClient(ClientName), tokens, settings.Root);
    }

    public GraphServiceClient Client { get; }

    private static string ScopeOf(Uri url) => $"{url.GetLeftPart(UriPartial.Authority)}/.default";

    private static TokenCredential CredentialOf(GraphOptions settings, HttpClient client)
    {
        var transport = new HttpClientTransport(client);
        if (settings.UseManagedIdentity)
        {
            var identity = ManagedIdentityId.FromUserAssignedClientId(settings.ClientId);
            return new ManagedIdentityCredential(new ManagedIdentityCredentialOptions(identity) { Transport = transport });
        }

        var options = new ClientSecretCredentialOptions { Transport = transport, DisableInstanceDiscovery = true };
        return new ClientSecretCredential(settings.TenantId, settings.ClientId, settings.ClientSecret, options);
    }
}
