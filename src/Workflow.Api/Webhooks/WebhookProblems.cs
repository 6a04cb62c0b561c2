using Microsoft.AspNetCore.Http;
using Workflow.Api.Routing;
using Workflow.Core;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Api.Webhooks;

/// <summary>Why a webhook had no effect, for the one who set up its sender.</summary>
internal static class WebhookProblems
{
    public static GateProblem UnknownReceiver(IEnumerable<IWebhookReceiver> known)
    {
        string[] names = [.. known.Select(receiver => receiver.Name).Order(StringComparer.Ordinal)];
        var detail = names.Length == 0
            ? "None is configured."
            : $"Post to one of: {string.Join(", ", names.Select(name => $"/webhooks/{name}"))}.";
        return new(StatusCodes.Status404NotFound, "unknown-receiver", "There is no such webhook receiver", detail);
    }

    /// <summary>The sender tries again: where its messages overtook each other, the request will have come by then.</summary>
    public static GateProblem UnknownDeployment(DeploymentId deployment) => new(
        StatusCodes.Status404NotFound,
        "unknown-deployment",
        "There is no such deployment",
        "No deployment with this id was requested here. Where its request is still on the way, send this again later.")
    {
        Deployment = deployment,
    };

    /// <summary>The sender tries again, as for a deployment.</summary>
    public static GateProblem UnknownIncident(string incident) => new(
        StatusCodes.Status404NotFound,
        "unknown-incident",
        "There is no such incident",
        $"Nobody told the gate that incident '{incident}' was opened. Where that is still on the way, send this again later.");

    public static GateProblem Of(WebhookReading.Refused refused)
    {
        var (status, title) = refused.Refusal switch
        {
            WebhookRefusal.SignatureMissing => (StatusCodes.Status401Unauthorized, "The webhook is not signed"),
            WebhookRefusal.SignatureWrong => (StatusCodes.Status401Unauthorized, "The webhook's signature is wrong"),
            WebhookRefusal.Stale => (StatusCodes.Status401Unauthorized, "The webhook was signed too long ago or ahead"),
            _ => (StatusCodes.Status422UnprocessableEntity, "The webhook's content cannot be used"),
        };
        return new(status, Words.Token(refused.Refusal), title, refused.Detail);
    }

    /// <param name="claim"><see cref="DeliveryClaim.Replay"/> or <see cref="DeliveryClaim.Conflict"/>.</param>
    public static GateProblem Of(DeliveryClaim claim, DeploymentId? deployment = null)
    {
        var (token, title, detail) = claim is DeliveryClaim.Replay
            ? ("replayed", "The webhook was delivered before", "This very delivery was taken already. To try again, sign it anew.")
            : ("conflict", "The id stands for other content", "The id was used before with other content. Use a new one.");
        return new(StatusCodes.Status409Conflict, token, title, detail) { Deployment = deployment };
    }
}
