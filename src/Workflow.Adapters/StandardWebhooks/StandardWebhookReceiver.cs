using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>Receives deployment requests of any pipeline that signs by the Standard Webhooks specification.</summary>
/// <remarks>
/// <code>
/// {
///   "type": "deployment.requested",
///   "timestamp": "2026-01-31T12:00:00Z",                              (optional)
///   "data": {
///     "id": "web-production-1234",                                    (the same however often it is sent)
///     "service": "web",
///     "environment": "production",
///     "repository": { "kind": "git", "location": "/srv/git/web.git" }, (or "github" and "owner/name")
///     "commits": { "base": "FULL ID", "head": "FULL ID" },            (base may be absent for github)
///     "ref": "main",                                                  (optional)
///     "requester": { "name": "Ada", "email": "ada@example.com", "login": "github:ada" }, (email or login)
///     "callbackUrl": "https://ci.example.com/callbacks/1234",         (a query is sent along and never shown or logged)
///     "answer": "callback",                                           (optional; with "polled" there is no callbackUrl: the pipeline reads
///                                                                      the outcome at /api/deployments/{id})
///     "artifactDigest": "sha256:...",                                 (optional)
///     "links": [{ "title": "Pipeline run", "url": "https://ci.example.com/runs/1234" }],  (optional)
///     "documents": [                                                  (optional, at most 20; each with one of content, url and path)
///       { "name": "plan.json", "content": "{...}" },                  (at most 256 KiB)
///       { "name": "large.json", "url": "https://artifacts.example.com/1234", "sha256": "..." }, (sha256 optional, and better given)
///       { "name": "schema", "path": "migrations/7.sql" }              (in the repository, at head)
///     ],
///     "declaration": {                                                (optional: what the pipeline was told about AI)
///       "ai": "none",                                                 (or "assisted" or "agent")
///       "tools": ["Claude"],                                          (optional)
///       "by": { "name": "Ada", "email": "ada@example.com" },          (like requester; without it the declaration attests nothing)
///       "statement": "No AI was used."                                (optional, kept in the audit word by word)
///     }
///   }
/// }
/// { "type": "deployment.withdrawn", "data": { "id": "web-production-1234", "reason": "Not needed." } }  (reason optional)
/// { "type": "deployment.superseded", "data": { "id": "web-production-1234", "by": "web-production-1235", "reason": "..." } }
/// </code>
/// </remarks>
internal sealed class StandardWebhookReceiver(
    IOptions<StandardWebhooksOptions> options, DeploymentEventReader reader, TimeProvider time) : IWebhookReceiver
{
    private const int MaxIdLength = 256;

    public string Name => "standard";

    public WebhookReading Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        var check = StandardWebhookSignature.Check(
            headers, body.Span, options.Value.RequestKeys(), time.GetUtcNow(), options.Value.Tolerance);
        if (check is not StandardSignatureCheck.Valid)
        {
            return Refuse(check);
        }

        var id = headers[StandardWebhookSignature.IdHeader];
        if (id.Length > MaxIdLength)
        {
            return Malformed($"The header {StandardWebhookSignature.IdHeader} has more than {MaxIdLength} characters.");
        }

        var message = reader.Read(body);
        if (message.Problems.Count > 0)
        {
            return Malformed(string.Join('\n', message.Problems));
        }

        // The body's own timestamp is no part of the digest: who asks for the same deployment again means the same.
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.Content)));
        var delivery = new WebhookDelivery(id, digest, headers[StandardWebhookSignature.TimestampHeader]);
        return message.Ended is { } ended
            ? new WebhookReading.Ended(ended.Deployment, ended.End, delivery)
            : new WebhookReading.Requested(message.Request!, delivery) { Contents = message.Contents };
    }

    private WebhookReading.Refused Refuse(StandardSignatureCheck check) => check switch
    {
        StandardSignatureCheck.HeaderMissing => new(
            WebhookRefusal.SignatureMissing,
            $"The headers {StandardWebhookSignature.IdHeader}, {StandardWebhookSignature.TimestampHeader} and "
            + $"{StandardWebhookSignature.SignatureHeader} are needed, by the Standard Webhooks specification."),
        StandardSignatureCheck.Stale => new(
            WebhookRefusal.Stale,
            $"Signed more than {options.Value.Tolerance.TotalSeconds:0} seconds before or after the gate's time: set the sender's "
            + "clock, and sign each attempt anew."),
        _ => new(
            WebhookRefusal.SignatureWrong,
            "No 'v1,' signature fits: sign 'id.timestamp.body' with HMAC-SHA256 over the bytes as they are sent, with a secret "
            + "that the gate knows."),
    };

    private static WebhookReading.Refused Malformed(string detail) => new(WebhookRefusal.Malformed, detail);
}
