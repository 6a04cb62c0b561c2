using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Workflow.Api.Routing;
using Workflow.Functions.Durable;

namespace Workflow.Functions.Triggers;

/// <summary>
/// One trigger for each form of the decision page. All are anonymous to the host, as <see cref="InboundEndpoints"/> says.
/// </summary>
public sealed class DecisionEndpoints(BoundDurableClient orchestrations)
{
    [Function(nameof(GateRoutes.TakeDecision))]
    public Task<IResult> TakeDecision(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "deployments/{id}/decision")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        orchestrations.Bind(client);
        return GateRoutes.TakeDecision.HandleAsync(request.HttpContext);
    }

    [Function(nameof(GateRoutes.TakeLinkedDecision))]
    public Task<IResult> TakeLinkedDecision(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "decisions/{token}")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        orchestrations.Bind(client);
        return GateRoutes.TakeLinkedDecision.HandleAsync(request.HttpContext);
    }
}
