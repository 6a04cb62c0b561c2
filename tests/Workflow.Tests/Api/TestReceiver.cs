using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Api;

/// <summary>A receiver of a small signed format: what it makes of a webhook is up to the test, but only signed ones are read.</summary>
internal sealed class TestReceiver : IWebhookReceiver
{
    public const string SignatureHeader = "X-Test-Signature";

    public const string Secret = "a-secret-that-is-never-logged";

    public string Name => "test";

    public static HttpRequestMessage Sign(TestWebhook webhook, string secret = Secret)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(webhook, WorkflowJson.Options);
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, "/webhooks/test")
        {
            Content = content,
            Headers = { { SignatureHeader, Signature(body, secret) } },
        };
    }

    public WebhookReading Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        if (!headers.TryGetValue(SignatureHeader.ToLowerInvariant(), out var signature))
        {
            return new WebhookReading.Refused(WebhookRefusal.SignatureMissing, $"Send the header {SignatureHeader}.");
        }

        if (signature != Signature(body.Span, Secret))
        {
            return new WebhookReading.Refused(WebhookRefusal.SignatureWrong, "The signature does not fit the body.");
        }

        var webhook = JsonSerializer.Deserialize<TestWebhook>(body.Span, WorkflowJson.Options)!;
        var delivery = new WebhookDelivery(webhook.Delivery, webhook.Content, webhook.Attempt);
        var id = DeploymentId.Parse(webhook.Deployment);
        return webhook.Kind switch
        {
            "requested" => new WebhookReading.Requested(SampleReviews.Request(webhook.Deployment), delivery),
            "ended" => new WebhookReading.Ended(id, new ReviewEnd(OutcomeReason.Withdrawn, "Withdrawn by the pipeline."), delivery),
            "stale" => new WebhookReading.Refused(WebhookRefusal.Stale, "It was signed 9 minutes ago."),
            "malformed" => new WebhookReading.Refused(WebhookRefusal.Malformed, "environment is missing."),
            _ => new WebhookReading.Ignored("A ping."),
        };
    }

    private static string Signature(ReadOnlySpan<byte> body, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}

/// <param name="Kind"><c>requested</c>, <c>ended</c>, <c>stale</c>, <c>malformed</c>, or anything else to be ignored.</param>
/// <param name="Content">Stands for the digest of the content.</param>
internal sealed record TestWebhook(
    string Kind, string Deployment = "d-1", string Delivery = "delivery-1", string Content = "content-1", string? Attempt = "1");
