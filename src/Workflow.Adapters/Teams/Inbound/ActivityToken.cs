using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Workflow.Adapters.Teams.Inbound;

/// <summary>What a verified token says about the activity that it came with.</summary>
/// <param name="ServiceUrl">The Bot Connector that sent the activity.</param>
/// <param name="Endorsements">The channels that the signing key may speak for.</param>
internal sealed record ActivityToken(string ServiceUrl, IReadOnlyList<string> Endorsements);

/// <summary>The outcome of a check: the token, or why there is none, for the log and the caller.</summary>
internal sealed record ActivityTokenCheck(ActivityToken? Token, string Reason);

/// <summary>
/// Checks inbound tokens as learn.microsoft.com, "Authenticate requests from the Bot Connector service to your bot", asks for.
/// </summary>
internal sealed class ActivityTokenChecker(SigningKeys keys, IOptions<TeamsOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    /// <param name="authorization">The Authorization header as it came.</param>
    public async Task<ActivityTokenCheck> CheckAsync(string? authorization, CancellationToken cancellationToken)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header)
            || !string.Equals(header.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase)
            || string.IsNullOrEmpty(header.Parameter)
            || !handler.CanReadToken(header.Parameter))
        {
            return Refuse("The Authorization header holds no bearer token.");
        }

        SecurityKey? key;
        try
        {
            var unverified = handler.ReadJsonWebToken(header.Parameter);
            key = await keys.FindAsync(unverified.Kid, cancellationToken);
        }
        catch (ArgumentException)
        {
            return Refuse("The token is malformed.");
        }

        if (key is null)
        {
            return Refuse("The token is signed with a key that its issuer does not have.");
        }

        var result = await handler.ValidateTokenAsync(header.Parameter, Parameters(key));
        if (!result.IsValid)
        {
            return Refuse($"The token is not valid: {Explain(result.Exception)}.");
        }

        var token = (JsonWebToken)result.SecurityToken;
        return token.TryGetPayloadValue<string>("serviceurl", out var serviceUrl) && !string.IsNullOrEmpty(serviceUrl)
            ? new ActivityTokenCheck(new ActivityToken(serviceUrl, Endorsements(key)), "The token is valid.")
            : Refuse("The token has no claim 'serviceurl'.");
    }

    private TokenValidationParameters Parameters(SecurityKey key) => new()
    {
        ValidIssuer = options.Value.Issuer,
        ValidAudience = options.Value.AppId,
        IssuerSigningKey = key,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
        ValidateIssuerSigningKey = true,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (notBefore, expires, _, _) =>
        {
            var moment = time.GetUtcNow().UtcDateTime;
            return expires is not null && moment < expires + Skew && (notBefore is null || moment > notBefore - Skew);
        },
    };

    private static string[] Endorsements(SecurityKey key) =>
        key is JsonWebKey web && web.AdditionalData.TryGetValue("endorsements", out var value)
            ? value switch
            {
                JsonElement { ValueKind: JsonValueKind.Array } array =>
                    [.. array.EnumerateArray().Where(one => one.ValueKind is JsonValueKind.String).Select(one => one.GetString()!)],
                IEnumerable<object> list => [.. list.OfType<string>()],
                _ => [],
            }
            : [];

    private static string Explain(Exception? exception) => exception switch
    {
        SecurityTokenInvalidIssuerException => "wrong issuer",
        SecurityTokenInvalidAudienceException => "it is for another app",
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException =>
            "it has expired or is not valid yet",
        SecurityTokenInvalidAlgorithmException => "wrong algorithm",
        SecurityTokenInvalidSignatureException => "wrong signature",
        _ => "it does not meet the rules of the Bot Connector",
    };

    private static ActivityTokenCheck Refuse(string reason) => new(null, reason);
}
