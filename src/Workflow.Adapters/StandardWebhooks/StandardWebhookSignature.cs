using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>How a signature check ended.</summary>
public enum StandardSignatureCheck
{
    Valid,
    HeaderMissing,

    /// <summary>No signature in the header is one of the body, the id and the time with a known secret.</summary>
    Wrong,

    /// <summary>Rightly signed, at a time outside the tolerance.</summary>
    Stale,

    /// <summary>There is no secret to check with.</summary>
    NoSecret,
}

/// <summary>
/// Signatures of the Standard Webhooks specification: HMAC-SHA256 over <c>id.timestamp.body</c>, as <c>v1,BASE64</c>
/// (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md, "Signature scheme").
/// </summary>
public static class StandardWebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    internal const int MinKeyBytes = 24;
    internal const int MaxKeyBytes = 64;

    private const string Version = "v1,";

    /// <summary>Signs a message.</summary>
    /// <param name="secret"><c>whsec_</c> and base64.</param>
    /// <returns>The value of the signature header.</returns>
    public static string Sign(string secret, string id, DateTimeOffset at, ReadOnlySpan<byte> body) =>
        Sign(ToKey(secret), id, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), body);

    internal static string Sign(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        return Version + Convert.ToBase64String(hash.GetHashAndReset());
    }

    /// <remarks>
    /// Signatures are compared as text, because several texts decode to the same bytes. The time is judged last: only the holder
    /// of a secret learns whether it was good.
    /// </remarks>
    internal static StandardSignatureCheck Check(
        IReadOnlyDictionary<string, string> headers,
        ReadOnlySpan<byte> body,
        IEnumerable<byte[]> keys,
        DateTimeOffset now,
        TimeSpan tolerance)
    {
        if (!headers.TryGetValue(IdHeader, out var id) || id.Length == 0
            || !headers.TryGetValue(TimestampHeader, out var timestamp)
            || !headers.TryGetValue(SignatureHeader, out var signatures))
        {
            return StandardSignatureCheck.HeaderMissing;
        }

        byte[][] given = [.. signatures.Split(' ').Select(Encoding.UTF8.GetBytes)];
        var (hasKey, isSigned) = (false, false);
        foreach (var key in keys)
        {
            hasKey = true;
            var expected = Encoding.UTF8.GetBytes(Sign(key, id, timestamp, body));
            foreach (var one in given)
            {
                isSigned |= CryptographicOperations.FixedTimeEquals(one, expected);
            }
        }

        return (hasKey, isSigned) switch
        {
            (false, _) => StandardSignatureCheck.NoSecret,
            (_, false) => StandardSignatureCheck.Wrong,
            _ => IsFresh(timestamp, now, tolerance) ? StandardSignatureCheck.Valid : StandardSignatureCheck.Stale,
        };
    }

    internal static bool IsSecret(string? secret)
    {
        Span<byte> key = stackalloc byte[MaxKeyBytes];
        return secret is not null
            && secret.StartsWith(StandardWebhooksOptions.SecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[StandardWebhooksOptions.SecretPrefix.Length..], key, out var length)
            && length >= MinKeyBytes;
    }

    internal static byte[] ToKey(string secret) => IsSecret(secret)
        ? Convert.FromBase64String(secret[StandardWebhooksOptions.SecretPrefix.Length..])
        : throw new FormatException("A standard webhooks secret is 'whsec_' and the base64 of 24 to 64 random bytes.");

    private static bool IsFresh(string timestamp, DateTimeOffset now, TimeSpan tolerance) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) <= (decimal)tolerance.TotalSeconds;
}
