using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Workflow.Api.Routing;
using Workflow.Core.Deployments;
using Workflow.Orchestration;
using Workflow.Orchestration.Intake;
using Workflow.Orchestration.Ports;

namespace Workflow.Api.Webhooks;

/// <summary><c>POST /webhooks/{receiver}</c>: pipelines ask, and withdraw, here; incidents are told here.</summary>
public sealed partial class WebhookEndpoint(
    IEnumerable<IWebhookReceiver> receivers, DeploymentIntake intake, IncidentIntake incidents, GateLinks links, ILogger<WebhookEndpoint> logger)
{
    public const int MaxBodyBytes = 1024 * 1024;

    public async Task<IResult> ReceiveAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var name = context.Request.RouteValues["receiver"] as string;
        if (receivers.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } receiver)
        {
            return Refuse(context, "unknown", WebhookProblems.UnknownReceiver(receivers));
        }

        WebhookMetrics.CountReceived(receiver.Name);
        if (!RequestBody.MayBeJson(context.Request))
        {
            return Refuse(context, receiver.Name, GateProblem.NotJson(context.Request.ContentType));
        }

        if (await RequestBody.ReadAsync(context.Request, MaxBodyBytes, cancellationToken) is not { } body)
        {
            return Refuse(context, receiver.Name, GateProblem.TooLarge(MaxBodyBytes));
        }

        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return receiver.Read(headers, body) switch
        {
            WebhookReading.Requested requested => await TakeAsync(
                context,
                receiver,
                requested.Request.Id,
                () => intake.AcceptAsync(receiver.Name, requested, cancellationToken),
                cancellationToken),
            WebhookReading.Ended ended when !await intake.KnowsAsync(ended.Deployment, cancellationToken) =>
                Refuse(context, receiver.Name, WebhookProblems.UnknownDeployment(ended.Deployment)),
            WebhookReading.Ended ended => await TakeAsync(
                context, receiver, ended.Deployment, () => intake.EndAsync(receiver.Name, ended, cancellationToken), cancellationToken),
            WebhookReading.IncidentOpened opened => await TakeIncidentAsync(
                context,
                receiver,
                opened.Incident.Id,
                () => incidents.OpenAsync(receiver.Name, opened, cancellationToken),
                cancellationToken),
            WebhookReading.IncidentResolved resolved when !await incidents.KnowsAsync(resolved.Incident, cancellationToken) =>
                Refuse(context, receiver.Name, WebhookProblems.UnknownIncident(resolved.Incident)),
            WebhookReading.IncidentResolved resolved => await TakeIncidentAsync(
                context,
                receiver,
                resolved.Incident,
                () => incidents.ResolveAsync(receiver.Name, resolved, cancellationToken),
                cancellationToken),
            WebhookReading.Ignored ignored => Answer(StatusCodes.Status200OK, new WebhookAnswer("ignored", Reason: ignored.Reason)),
            WebhookReading.Refused refused => Refuse(context, receiver.Name, WebhookProblems.Of(refused)),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<IResult> TakeAsync(
        HttpContext context,
        IWebhookReceiver receiver,
        DeploymentId deployment,
        Func<Task<DeliveryClaim>> take,
        CancellationToken cancellationToken)
    {
        if (await TryTakeAsync(receiver, $"deployment {deployment}", take, cancellationToken) is not { } claim)
        {
            return (GateProblem.Unavailable() with { Deployment = deployment }).ToResult(context);
        }

        var page = GateLinks.PagePath(deployment);
        switch (claim)
        {
            case DeliveryClaim.First:
                Log.Accepted(logger, receiver.Name, deployment);
                context.Response.Headers.Location = page;
                return Answer(
                    StatusCodes.Status202Accepted, new WebhookAnswer("accepted", deployment, links.Absolute(context.Request, page)));
            case DeliveryClaim.Retry:
                return Answer(
                    StatusCodes.Status200OK, new WebhookAnswer("duplicate", deployment, links.Absolute(context.Request, page)));
            default:
                return Refuse(context, receiver.Name, WebhookProblems.Of(claim, deployment));
        }
    }

    private async Task<IResult> TakeIncidentAsync(
        HttpContext context,
        IWebhookReceiver receiver,
        string incident,
        Func<Task<DeliveryClaim>> take,
        CancellationToken cancellationToken)
    {
        if (await TryTakeAsync(receiver, $"incident {incident}", take, cancellationToken) is not { } claim)
        {
            return GateProblem.Unavailable().ToResult(context);
        }

        return claim switch
        {
            DeliveryClaim.First => Answer(StatusCodes.Status202Accepted, new WebhookAnswer("accepted")),
            DeliveryClaim.Retry => Answer(StatusCodes.Status200OK, new WebhookAnswer("duplicate")),
            _ => Refuse(context, receiver.Name, WebhookProblems.Of(claim)),
        };
    }

    /// <returns>Null where it could not be taken: an answer that looks like success would keep the sender from trying again.</returns>
    private async Task<DeliveryClaim?> TryTakeAsync(
        IWebhookReceiver receiver, string subject, Func<Task<DeliveryClaim>> take, CancellationToken cancellationToken)
    {
        try
        {
            return await take();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotTaken(logger, exception, receiver.Name, subject);
            return null;
        }
    }

    private IResult Refuse(HttpContext context, string receiver, GateProblem problem)
    {
        WebhookMetrics.CountRefused(receiver, problem.Token);
        Log.Refused(logger, receiver, problem.Token, context.Connection.RemoteIpAddress?.ToString() ?? "unknown");
        return problem.ToResult(context);
    }

    private static JsonHttpResult<WebhookAnswer> Answer(int status, WebhookAnswer answer) =>
        TypedResults.Json(answer, WorkflowJson.Options, statusCode: status);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Webhook of {Receiver} accepted for deployment {Deployment}.")]
        public static partial void Accepted(ILogger logger, string receiver, DeploymentId deployment);

        [LoggerMessage(2, LogLevel.Warning, "Webhook of {Receiver} from {RemoteAddress} refused: {Reason}.")]
        public static partial void Refused(ILogger logger, string receiver, string reason, string remoteAddress);

        [LoggerMessage(3, LogLevel.Error, "Webhook of {Receiver} about {Subject} could not be taken; the sender is told to retry.")]
        public static partial void NotTaken(ILogger logger, Exception exception, string receiver, string subject);
    }
}

/// <summary>What the sender of an authentic webhook is told.</summary>
/// <param name="Status"><c>accepted</c>, <c>duplicate</c> or <c>ignored</c>.</param>
/// <param name="Url">The review's page; null where nothing is reviewed.</param>
/// <param name="Reason">Why nothing is done; null unless the webhook is ignored.</param>
public sealed record WebhookAnswer(string Status, DeploymentId? Deployment = null, string? Url = null, string? Reason = null);
