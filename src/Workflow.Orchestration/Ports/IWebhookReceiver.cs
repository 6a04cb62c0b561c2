using Workflow.Core.Deployments;
using Workflow.Core.Policy;

namespace Workflow.Orchestration.Ports;

/// <summary>Verifies and reads the webhooks of one sender system.</summary>
public interface IWebhookReceiver
{
    /// <summary>The last segment of its URL, such as <c>github</c>.</summary>
    string Name { get; }

    /// <summary>Whether it tells of every incident, so that a service of which it tells none has none.</summary>
    bool TellsOfIncidents => false;

    /// <summary>Checks the signature over the raw body, then reads it.</summary>
    /// <param name="headers">By name, case-insensitive.</param>
    WebhookReading Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body);
}

/// <summary>What a webhook turned out to be.</summary>
public abstract record WebhookReading
{
    private WebhookReading()
    {
    }

    /// <summary>A deployment waits for an answer.</summary>
    public sealed record Requested(DeploymentRequest Request, WebhookDelivery Delivery) : WebhookReading
    {
        /// <summary>Of the documents that came with the request.</summary>
        public IReadOnlyList<DocumentContent> Contents { get; init; } = [];
    }

    /// <summary>A deployment that waits no longer needs an answer, or its place was taken by another.</summary>
    public sealed record Ended(DeploymentId Deployment, ReviewEnd End, WebhookDelivery Delivery) : WebhookReading;

    /// <summary>An incident is open: a new one, or one whose severity or services changed.</summary>
    public sealed record IncidentOpened(Incident Incident, WebhookDelivery Delivery) : WebhookReading;

    /// <summary>An incident is over.</summary>
    public sealed record IncidentResolved(string Incident, DateTimeOffset At, WebhookDelivery Delivery) : WebhookReading;

    /// <summary>Authentic, and nothing to do.</summary>
    public sealed record Ignored(string Reason) : WebhookReading;

    /// <summary>Not authentic or not readable; nothing was started.</summary>
    public sealed record Refused(WebhookRefusal Refusal, string Detail) : WebhookReading;
}

/// <summary>How a delivery identifies itself. See <see cref="IDeliveryLog.ClaimAsync"/>.</summary>
public sealed record WebhookDelivery(string Id, string ContentDigest, string? Attempt);

/// <summary>Why a webhook was refused.</summary>
public enum WebhookRefusal
{
    SignatureMissing,
    SignatureWrong,

    /// <summary>Signed more than five minutes ago or ahead.</summary>
    Stale,

    /// <summary>The body cannot be read as what it claims to be.</summary>
    Malformed,
}
