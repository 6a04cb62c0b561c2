using Microsoft.Extensions.Options;
using Microsoft.Graph;
using Microsoft.Kiota.Authentication.Azure;

namespace Workflow.Adapters.Graph;

/// <summary>The client of Microsoft Graph, with the application's token and the retries.</summary>
internal sealed class GraphConnection
{
    /// <summary>Name of the HTTP client that reads.</summary>
    public const string ClientName = "Graph";

    /// <summary>Name of the HTTP client that writes: what it sends is not repeated where an answer is lost.</summary>
    public const string WriterName = "Graph.Writer";

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
        Writer = new GraphServiceClient(clients.CreateClient(WriterName), tokens, settings.Root);
    }

    public GraphServiceClient Client { get; }

    /// <summary>For calls that change something.</summary>
    public GraphServiceClient Writer { get; }
}
