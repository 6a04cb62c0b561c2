using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Workflow.Api.Routing;
using Workflow.Functions.Durable;

namespace Workflow.Functions.Triggers;

/// <summary>
/// One trigger for each entry of <see cref="GateRoutes"/>. All are anonymous to the Functions host, which knows only its own keys: who
/// may call is decided by <see cref="GateRoute.Access"/>, on every host alike.
/// </summary>
public sealed class HttpEndpoints(BoundDurableClient orchestrations)
{
    /// <summary>The host takes an empty route for the function's name, so the root is an optional parameter that matches nothing.</summary>
    private const string Root = "{nothing:maxlength(0)?}";

    [Function(nameof(GateRoutes.ReceiveWebhook))]
    public Task<IResult> ReceiveWebhook(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/{receiver}")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        orchestrations.Bind(client);
        return GateRoutes.ReceiveWebhook.HandleAsync(request.HttpContext);
    }

    [Function(nameof(GateRoutes.ReceiveMessage))]
    public Task<IResult> ReceiveMessage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/messages")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        orchestrations.Bind(client);
        return GateRoutes.ReceiveMessage.HandleAsync(request.HttpContext);
    }

    [Function(nameof(GateRoutes.GetHealth))]
    public Task<IResult> GetHealth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "healthz")] HttpRequest request) =>
        GateRoutes.GetHealth.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.GetReadiness))]
    public Task<IResult> GetReadiness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "readyz")] HttpRequest request) =>
        GateRoutes.GetReadiness.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.ListDeployments))]
    public Task<IResult> ListDeployments(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/deployments")] HttpRequest request) =>
        GateRoutes.ListDeployments.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.GetDeployment))]
    public Task<IResult> GetDeployment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/deployments/{id}")] HttpRequest request) =>
        GateRoutes.GetDeployment.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.GetAudit))]
    public Task<IResult> GetAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/deployments/{id}/audit")] HttpRequest request) =>
        GateRoutes.GetAudit.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.ShowQueue))]
    public Task<IResult> ShowQueue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Root)] HttpRequest request) =>
        GateRoutes.ShowQueue.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.ShowReview))]
    public Task<IResult> ShowReview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "deployments/{id}")] HttpRequest request) =>
        GateRoutes.ShowReview.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.GetStylesheet))]
    public Task<IResult> GetStylesheet(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "console.css")] HttpRequest request) =>
        GateRoutes.GetStylesheet.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.GetIcon))]
    public Task<IResult> GetIcon(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "icon.svg")] HttpRequest request) =>
        GateRoutes.GetIcon.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.Fallback))]
    public Task<IResult> Fallback(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request) =>
        GateRoutes.Fallback.HandleAsync(request.HttpContext);
}
