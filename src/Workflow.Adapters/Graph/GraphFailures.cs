using System.Net;
using Azure.Identity;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Polly.Timeout;

namespace Workflow.Adapters.Graph;

/// <summary>Says what Graph did not tell, why, and how to mend it.</summary>
internal static class GraphFailures
{
    /// <summary>What the directory itself needs.</summary>
    public const string DirectoryPermissions = "User.Read.All and GroupMember.Read.All";

    /// <param name="what">What is asked, as in "does not tell who is there".</param>
    /// <param name="permissions">What to grant where Graph denies the question.</param>
    /// <exception cref="GraphUnavailableException">There is no answer.</exception>
    public static async Task<T> AskAsync<T>(string what, Func<Task<T>> ask, string permissions = DirectoryPermissions)
    {
        try
        {
            return await ask();
        }
        catch (ApiException refusal)
        {
            var code = (refusal as ODataError)?.Error?.Code ?? $"{(HttpStatusCode)refusal.ResponseStatusCode}";
            var advice = refusal.ResponseStatusCode is 401 or 403
                ? $" Grant the application {permissions}, and check Graph:TenantId and Graph:ClientId."
                : "";
            throw new GraphUnavailableException(
                $"Microsoft Graph does not tell {what}: {refusal.ResponseStatusCode} {code}.{advice}", refusal);
        }
        catch (AuthenticationFailedException refusal)
        {
            throw new GraphUnavailableException(
                $"Entra ID gave no token to ask Microsoft Graph {what}. Check Graph:TenantId, Graph:ClientId and the credential.", refusal);
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutRejectedException)
        {
            throw new GraphUnavailableException($"Microsoft Graph cannot be reached to tell {what}: {failure.Message}", failure);
        }
    }
}
