using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Workflow.Api.Routing;

namespace Workflow.Functions.Triggers;

/// <summary>One trigger for each step of a friction control. All are anonymous to the host, as <see cref="InboundEndpoints"/> says.</summary>
public static class FrictionEndpoints
{
    [Function(nameof(GateRoutes.AddFrictionControl))]
    public static Task<IResult> AddFrictionControl(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/friction-controls")] HttpRequest request) =>
        GateRoutes.AddFrictionControl.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.RenewFrictionControl))]
    public static Task<IResult> RenewFrictionControl(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/friction-controls/{name}/renewals")] HttpRequest request) =>
        GateRoutes.RenewFrictionControl.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.EndFrictionControl))]
    public static Task<IResult> EndFrictionControl(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/friction-controls/{name}/end")] HttpRequest request) =>
        GateRoutes.EndFrictionControl.HandleAsync(request.HttpContext);
}
