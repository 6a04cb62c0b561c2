using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Workflow.Api.Routing;
using Workflow.Functions.Durable;

namespace Workflow.Functions.Triggers;

/// <summary>
/// One trigger for each route that takes something in. All are anonymous to the Functions host, which knows only its own keys: who may
/// call is decided by <see cref="GateRoute.Access"/>, on every host alike.
/// </summary>
public sealed class InboundEndpoints(BoundDurableClient orchestrations)
{
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

    [Function(nameof(GateRoutes.AskBreakGlass))]
    public Task<IResult> AskBreakGlass(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/deployments/{id}/break-glass")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        orchestrations.Bind(client);
        return GateRoutes.AskBreakGlass.HandleAsync(request.HttpContext);
    }

    [Function(nameof(GateRoutes.ConfirmBreakGlass))]
    public Task<IResult> ConfirmBreakGlass(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/deployments/{id}/break-glass/confirmation")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        orchestrations.Bind(client);
        return GateRoutes.ConfirmBreakGlass.HandleAsync(request.HttpContext);
    }
}
