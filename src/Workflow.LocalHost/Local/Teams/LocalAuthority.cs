using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Workflow.Adapters.Teams;

namespace Workflow.LocalHost.Local.Teams;

/// <summary>
/// Issues the tokens of the stand-in, both ways: to the gate's bot for the connector, and to the connector for the bot. Key and secret
/// that are not configured live as long as the process.
/// </summary>
internal sealed class LocalAuthority : IDisposable
{
    public const string ChannelId = "msteams";
    private const string AppId = "local-gate-bot";
    private const string ConnectorAudience = "https://api.botframework.com";
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    private readonly RSA rsa = RSA.Create(2048);
    private readonly string keyId;
    private readonly string secret;
    private readonly TimeProvider time;
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public LocalAuthority(IOptions<LocalTeamsOptions> options, TimeProvider time)
    {
        if (options.Value.SigningKey is { } key)
        {
            rsa.ImportFromPem(key);
        }

        // Whoever has read the key before knows it again by the same id.
        keyId = Base64UrlEncoder.Encode(new RsaSecurityKey(rsa).ComputeJwkThumbprint());
        secret = options.Value.ClientSecret ?? NewSecret();
        this.time = time;
    }

    public static int TokenSeconds => (int)TokenLifetime.TotalSeconds;

    public static string BotId => AppId;

    public static Uri ServiceUrl(Uri baseUrl) => new(baseUrl, "local/teams/connector/");

    public static string Issuer(Uri baseUrl) => new Uri(baseUrl, "local/teams").AbsoluteUri;

    public static string NewSecret() => RandomNumberGenerator.GetHexString(64);

    /// <summary>A new key in the form of <see cref="LocalTeamsOptions.SigningKey"/>.</summary>
    public static string NewSigningKey()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>Configures the Teams adapter of the gate that this authority and its connector serve.</summary>
    /// <param name="playground">Where the Agents Playground takes the connector's place; null for none.</param>
    public void Describe(TeamsOptions teams, Uri baseUrl, Uri? playground)
    {
        Describe(teams, baseUrl, secret);
        if (playground is not null)
        {
            teams.ServiceUrl = new Uri(playground, "_connector/");
            teams.AllowedServiceHosts.Add(playground.Host);
            teams.AllowUnauthenticatedLoopback = true;
        }
    }

    /// <summary>Configures the Teams adapter of a gate for an authority with this secret, and its connector.</summary>
    public static void Describe(TeamsOptions teams, Uri baseUrl, string secret)
    {
        teams.AppId = AppId;
        teams.TenantId = LocalTeamsRegistration.TenantId;
        teams.ClientSecret = secret;
        teams.UseManagedIdentity = false;
        teams.ServiceUrl = ServiceUrl(baseUrl);
        teams.TokenEndpoint = new Uri(baseUrl, "local/teams/token");
        teams.OpenIdMetadataUrl = new Uri(baseUrl, "local/teams/openid");
        teams.Issuer = Issuer(baseUrl);
        teams.AllowedServiceHosts.Clear();
        teams.AllowedServiceHosts.Add(baseUrl.Host);
        teams.ConsoleBaseUrl ??= baseUrl;
    }

    /// <returns>A token for the connector, or null where the credentials are not the bot's.</returns>
    public string? TryIssueForConnector(string? clientId, string? clientSecret, Uri baseUrl) =>
        clientId == AppId && clientSecret == secret ? Sign(ConnectorAudience, baseUrl, new() { ["appid"] = AppId }) : null;

    /// <summary>A token that lets the bot believe what the connector sends.</summary>
    public string IssueForBot(Uri baseUrl) =>
        Sign(AppId, baseUrl, new() { ["serviceurl"] = ServiceUrl(baseUrl).AbsoluteUri });

    /// <summary>Whether a bearer token was issued here for the connector and is still valid.</summary>
    public async Task<bool> IsForConnectorAsync(string token, Uri baseUrl)
    {
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer(baseUrl),
            ValidAudience = ConnectorAudience,
            IssuerSigningKey = new RsaSecurityKey(rsa) { KeyId = keyId },
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
        });
        return result.IsValid;
    }

    /// <summary>The public key as a JSON Web Key, endorsed for Teams.</summary>
    public object PublicKey()
    {
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            alg = SecurityAlgorithms.RsaSha256,
            kid = keyId,
            n = Base64UrlEncoder.Encode(parameters.Modulus!),
            e = Base64UrlEncoder.Encode(parameters.Exponent!),
            endorsements = new[] { ChannelId },
        };
    }

    public void Dispose() => rsa.Dispose();

    private string Sign(string audience, Uri baseUrl, Dictionary<string, object> claims)
    {
        var moment = time.GetUtcNow().UtcDateTime;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer(baseUrl),
            Audience = audience,
            Claims = claims,
            NotBefore = moment,
            Expires = moment + TokenLifetime,
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = keyId }, SecurityAlgorithms.RsaSha256),
        });
    }
}
