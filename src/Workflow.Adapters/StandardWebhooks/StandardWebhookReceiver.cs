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
    public string Name => "standard";

    public WebhookReading Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        var refused = SignedMessage.FindRefusal(
            headers, body.Span, options.Value.RequestKeys(), time.GetUtcNow(), options.Value.Tolerance);
        if (refused is not null)
        {
            return refused;
        }

        var message = reader.Read(body);
        if (message.Problems.Count > 0)
        {
            return SignedMessage.Malformed(message.Problems);
        }

        var delivery = SignedMessage.DeliveryOf(headers, message.Content);
        return message.Ended is { } ended
            ? new WebhookReading.Ended(ended.Deployment, ended.End, delivery)
            : new WebhookReading.Requested(message.Request!, delivery) { Contents = message.Contents };
    }
}
