using System.Security.Cryptography;
using System.Text;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>What every message by the Standard Webhooks specification has in common.</summary>
internal static class SignedMessage
{
    private const int MaxIdLength = 256;

    /// <summary>Why a message is not authentic; null where it is.</summary>
    /// <param name="keys">Of the senders: one signature by any of them is enough.</param>
    /// <param name="tolerance">How far the signed time may lie in the past or future.</param>
    public static WebhookReading.Refused? FindRefusal(
        IReadOnlyDictionary<string, string> headers,
        ReadOnlySpan<byte> body,
        IEnumerable<byte[]> keys,
        DateTimeOffset now,
        TimeSpan tolerance)
    {
        var check = StandardWebhookSignature.Check(headers, body, keys, now, tolerance);
        return check is not StandardSignatureCheck.Valid ? Refuse(check, tolerance)
            : headers[StandardWebhookSignature.IdHeader].Length > MaxIdLength
            ? Malformed([$"The header {StandardWebhookSignature.IdHeader} has more than {MaxIdLength} characters."])
            : null;
    }

    public static WebhookReading.Refused Malformed(IEnumerable<string> problems) =>
        new(WebhookRefusal.Malformed, string.Join('\n', problems));

    /// <param name="content">
    /// The type and the raw <c>data</c> object. The body's own timestamp is no part of it: who sends the same again means the same.
    /// </param>
    public static WebhookDelivery DeliveryOf(IReadOnlyDictionary<string, string> headers, string content) => new(
        headers[StandardWebhookSignature.IdHeader],
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))),
        headers[StandardWebhookSignature.TimestampHeader]);

    private static WebhookReading.Refused Refuse(StandardSignatureCheck check, TimeSpan tolerance) => check switch
    {
        StandardSignatureCheck.HeaderMissing => new(
            WebhookRefusal.SignatureMissing,
            $"The headers {StandardWebhookSignature.IdHeader}, {StandardWebhookSignature.TimestampHeader} and "
            + $"{StandardWebhookSignature.SignatureHeader} are needed, by the Standard Webhooks specification."),
        StandardSignatureCheck.Stale => new(
            WebhookRefusal.Stale,
            $"Signed more than {tolerance.TotalSeconds:0} seconds before or after the gate's time: set the sender's clock, and sign each "
            + "attempt anew."),
        _ => new(
            WebhookRefusal.SignatureWrong,
            "No 'v1,' signature fits: sign 'id.timestamp.body' with HMAC-SHA256 over the bytes as they are sent, with a secret "
            + "that the gate knows."),
    };
}
