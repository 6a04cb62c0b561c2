using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Workflow.Adapters.Graph;

/// <summary>Who the gate is when it asks Entra ID for a token for Microsoft Graph.</summary>
internal static class GraphCredential
{
    /// <summary>What a token is asked for: all that the application is granted at this host.</summary>
    public static string ScopeOf(Uri url) => $"{url.GetLeftPart(UriPartial.Authority)}/.default";

    /// <param name="tenantId">Not needed for a managed identity.</param>
    /// <param name="clientId">The application's, or that of the user-assigned managed identity.</param>
    /// <param name="clientSecret">Not needed for a managed identity.</param>
    /// <param name="client">Asks for the tokens.</param>
    public static TokenCredential Of(bool useManagedIdentity, string? tenantId, string? clientId, string? clientSecret, HttpClient client)
    {
        var transport = new HttpClientTransport(client);
        if (useManagedIdentity)
        {
            var identity = ManagedIdentityId.FromUserAssignedClientId(clientId);
            return new ManagedIdentityCredential(new ManagedIdentityCredentialOptions(identity) { Transport = transport });
        }

        var options = new ClientSecretCredentialOptions { Transport = transport, DisableInstanceDiscovery = true };
        return new ClientSecretCredential(tenantId, clientId, clientSecret, options);
    }
}
