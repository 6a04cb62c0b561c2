using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;
using Workflow.IntegrationTests.Loopback;

namespace Workflow.IntegrationTests.GitHub;

/// <summary>GitHub's side of the App: knows its public key, and which tokens it handed out for what.</summary>
internal sealed class FakeGitHubApp
{
    public const long Id = 4711;
    public const long Installation = 55;
    public const string TokenPath = "app/installations/55/access_tokens";

    private static readonly RSA Key = RSA.Create(2048);
    private static readonly RSAParameters PublicKey = Key.ExportParameters(includePrivateParameters: false);

    private readonly ConcurrentDictionary<string, (DateTimeOffset ExpiresAt, JsonElement Scope)> tokens = new();

    private TimeProvider? clock;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    /// <summary>The clock that tokens are judged by: <see cref="Time"/>, unless the gate under test runs by another.</summary>
    public TimeProvider Clock { get => clock ?? Time; set => clock = value; }

    public static string PrivateKey { get; } = Key.ExportPkcs8PrivateKeyPem();

    public IEnumerable<string> Tokens => tokens.Keys;

    /// <summary>A permission that the installation did not accept.</summary>
    public string? Withheld { get; set; }

    /// <summary>Forgets all tokens, as when the App's owner revokes them.</summary>
    public void Revoke() => tokens.Clear();

    public object Mint(JsonElement scope)
    {
        var token = $"ghs_{Guid.NewGuid():N}";
        var expiresAt = Clock.GetUtcNow().AddHours(1);
        tokens[token] = (expiresAt, scope.Clone());
        return new { token, expires_at = expiresAt };
    }

    /// <summary>201, 401 where the App does not ask, or 422 where it asks for a permission that it has not.</summary>
    public int StatusForMint(ReceivedRequest request)
    {
        if (!IsApp(request))
        {
            return 401;
        }

        return Withheld is not null && request.Json.GetProperty("permissions").TryGetProperty(Withheld, out _) ? 422 : 201;
    }

    /// <summary>Whether the request has a good JSON Web Token of the App.</summary>
    public bool IsApp(ReceivedRequest request)
    {
        if (Bearer(request)?.Split('.') is not [var header, var claims, var signature])
        {
            return false;
        }

        using var key = RSA.Create(PublicKey);
        var isSigned = key.VerifyData(
            Encoding.ASCII.GetBytes($"{header}.{claims}"),
            WebEncoders.Base64UrlDecode(signature),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1);
        var algorithm = JsonDocument.Parse(WebEncoders.Base64UrlDecode(header)).RootElement.GetProperty("alg").GetString();
        var body = JsonDocument.Parse(WebEncoders.Base64UrlDecode(claims)).RootElement;
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        return isSigned
            && algorithm == "RS256"
            && body.GetProperty("iss").GetString() == $"{Id}"
            && now - body.GetProperty("iat").GetInt64() is >= 60 and <= 62
            && body.GetProperty("exp").GetInt64() is var expires
            && expires > now
            && expires - body.GetProperty("iat").GetInt64() <= 600;
    }

    /// <summary>200, 401 for an unknown or expired token, or 403 for one that lacks the permission.</summary>
    public int StatusFor(ReceivedRequest request, string permission, string access)
    {
        if (Bearer(request) is not { } token || !tokens.TryGetValue(token, out var known) || known.ExpiresAt <= Clock.GetUtcNow())
        {
            return 401;
        }

        var granted = known.Scope.GetProperty("permissions").TryGetProperty(permission, out var value) ? value.GetString() : "none";
        return granted == "write" || granted == access ? 200 : 403;
    }

    private static string? Bearer(ReceivedRequest request) =>
        request.Header("Authorization") is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] ? token : null;
}
