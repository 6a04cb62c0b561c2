using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.DecisionLinks;

/// <summary>
/// Tokens of the form <c>payload.signature</c>, both base64url. The payload is review, expiry in seconds of Unix time, nonce and person,
/// divided by bars; only the person, which comes last, may hold a bar itself. The signature is the payload's HMAC-SHA256.
/// </summary>
internal sealed class SignedLinks(IOptions<DecisionLinksOptions> options) : IDecisionLinks
{
    /// <summary>More than the longest ids make.</summary>
    private const int MaxLength = 2048;

    private const int NonceBytes = 16;
    private const char Bar = '|';
    private const char Dot = '.';

    /// <summary>The first one signs; all of them count.</summary>
    private readonly byte[][] keys = [.. ParseKeys(options.Value)];

    public bool AreAvailable => keys.Length > 0;

    public string? Create(DeploymentId review, string personId, string purpose, DateTimeOffset expires)
    {
        if (!AreAvailable)
        {
            return null;
        }

        var seconds = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var unique = Encoding.UTF8.GetBytes(string.Join(Bar, review.Value, seconds, personId.Length, personId, purpose));
        var nonce = Base64Url.EncodeToString(SHA256.HashData(unique).AsSpan(0, NonceBytes));
        var payload = Encoding.UTF8.GetBytes(string.Join(Bar, review.Value, seconds, nonce, personId));
        return $"{Base64Url.EncodeToString(payload)}{Dot}{Base64Url.EncodeToString(HMACSHA256.HashData(keys[0], payload))}";
    }

    public DecisionLink? Read(string token)
    {
        if (token.Length > MaxLength || token.Split(Dot) is not [var encoded, var signature])
        {
            return null;
        }

        if (Decode(encoded) is not { } payload || Decode(signature) is not { } signed)
        {
            return null;
        }

        var isOurs = keys.Any(key => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, payload), signed));
        return isOurs ? Parse(Encoding.UTF8.GetString(payload)) : null;
    }

    private static DecisionLink? Parse(string payload) =>
        payload.Split(Bar, 4) is [var review, var expires, var nonce, var person]
        && DeploymentId.TryParse(review, out var id)
        && long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new DecisionLink(id, person, DateTimeOffset.FromUnixTimeSeconds(seconds), nonce)
            : null;

    /// <summary>One spelling for each token: what decodes to the same bytes in another spelling is none.</summary>
    private static byte[]? Decode(string text)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        return Base64Url.EncodeToString(bytes) == text ? bytes : null;
    }

    private static IEnumerable<byte[]> ParseKeys(DecisionLinksOptions options) =>
        new[] { options.Key, options.PreviousKey }.Where(key => !string.IsNullOrEmpty(key)).Select(key => SigningKey.Parse(key!)!);
}
