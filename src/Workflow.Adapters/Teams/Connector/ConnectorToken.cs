using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace Workflow.Adapters.Teams.Connector;

/// <summary>The bot's token for the Bot Connector, kept until shortly before it expires.</summary>
internal sealed class ConnectorToken(IHttpClientFactory clients, IOptions<TeamsOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>Name of the HTTP client that asks for tokens.</summary>
    public const string ClientName = "Teams.Token";

    private const string Scope = "https://api.botframework.com/.default";
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim gate = new(1, 1);
    private AccessToken? cached;

    /// <exception cref="HttpRequestException">The authority gave no token.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (cached is not { } known || known.ExpiresOn - Margin <= time.GetUtcNow())
            {
                cached = options.Value.UseManagedIdentity
                    ? await AskManagedIdentityAsync(cancellationToken)
                    : await ExchangeSecretAsync(cancellationToken);
            }

            return cached.Value.Token;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Forgets a token that the connector refused.</summary>
    public void Forget() => cached = null;

    public void Dispose() => gate.Dispose();

    private async Task<AccessToken> AskManagedIdentityAsync(CancellationToken cancellationToken)
    {
        var identity = new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(options.Value.AppId));
        return await identity.GetTokenAsync(new TokenRequestContext([Scope]), cancellationToken);
    }

    private async Task<AccessToken> ExchangeSecretAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var endpoint = settings.TokenEndpoint ?? new Uri($"https://login.microsoftonline.com/{settings.TenantId}/oauth2/v2.0/token");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = settings.AppId,
            ["client_secret"] = settings.ClientSecret!,
            ["scope"] = Scope,
        });
        using var client = clients.CreateClient(ClientName);
        using var response = await client.PostAsync(endpoint, form, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var refusal = await TryReadAsync<TokenRefusal>(response, cancellationToken);
            throw new HttpRequestException(
                $"{endpoint} gave no token for the app {settings.AppId}: {(int)response.StatusCode} {refusal?.Error}. "
                + "Check Teams:AppId, Teams:TenantId and Teams:ClientSecret.",
                null,
                response.StatusCode);
        }

        var grant = await TryReadAsync<TokenGrant>(response, cancellationToken);
        return grant is { AccessToken: { Length: > 0 } token, ExpiresIn: > 0 }
            ? new AccessToken(token, time.GetUtcNow().AddSeconds(grant.ExpiresIn))
            : throw new HttpRequestException($"{endpoint} answered without access_token and expires_in.");
    }

    private static async Task<T?> TryReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(cancellationToken);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private sealed record TokenGrant(
        [property: JsonPropertyName("access_token")] string? AccessToken, [property: JsonPropertyName("expires_in")] long ExpiresIn);

    private sealed record TokenRefusal([property: JsonPropertyName("error")] string? Error);
}
