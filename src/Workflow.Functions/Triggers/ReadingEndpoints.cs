using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Workflow.Api.Routing;

namespace Workflow.Functions.Triggers;

/// <summary>One trigger for each route that only reads. All are anonymous to the host, as <see cref="InboundEndpoints"/> says.</summary>
public static class ReadingEndpoints
{
    /// <summary>The host takes an empty route for the function's name, so the root is an optional parameter that matches nothing.</summary>
    private const string Root = "{nothing:maxlength(0)?}";

    [Function(nameof(GateRoutes.GetHealth))]
    public static Task<IResult> GetHealth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "healthz")] HttpRequest request) =>
        GateRoutes.GetHealth.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.GetReadiness))]
    public static Task<IResult> GetReadiness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "readyz")] HttpRequest request) =>
        GateRoutes.GetReadiness.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.ListDeployments))]
    public static Task<IResult> ListDeployments(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/deployments")] HttpRequest request) =>
        GateRoutes.ListDeployments.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.GetDeployment))]
    public static Task<IResult> GetDeployment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/deployments/{id}")] HttpRequest request) =>
        GateRoutes.GetDeployment.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.GetAudit))]
    public static Task<IResult> GetAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/deployments/{id}/audit")] HttpRequest request) =>
        GateRoutes.GetAudit.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.GetPolicy))]
    public static Task<IResult> GetPolicy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/policy")] HttpRequest request) =>
        GateRoutes.GetPolicy.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.ListFrictionControls))]
    public static Task<IResult> ListFrictionControls(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/friction-controls")] HttpRequest request) =>
        GateRoutes.ListFrictionControls.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.ShowQueue))]
    public static Task<IResult> ShowQueue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Root)] HttpRequest request) =>
        GateRoutes.ShowQueue.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.ShowReview))]
    public static Task<IResult> ShowReview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "deployments/{id}")] HttpRequest request) =>
        GateRoutes.ShowReview.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.ShowDecision))]
    public static Task<IResult> ShowDecision(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "deployments/{id}/decision")] HttpRequest request) =>
        GateRoutes.ShowDecision.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.ShowLinkedDecision))]
    public static Task<IResult> ShowLinkedDecision(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "decisions/{token}")] HttpRequest request) =>
        GateRoutes.ShowLinkedDecision.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.GetPhoto))]
    public static Task<IResult> GetPhoto(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "people/{id}/photo")] HttpRequest request) =>
        GateRoutes.GetPhoto.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.GetStylesheet))]
    public static Task<IResult> GetStylesheet(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "console.css")] HttpRequest request) =>
        GateRoutes.GetStylesheet.HandleAsync(request.HttpContext);

    [Function(nameof(GateRoutes.GetIcon))]
    public static Task<IResult> GetIcon(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "icon.svg")] HttpRequest request) =>
        GateRoutes.GetIcon.HandleAsync(request.HttpContext);

    /// <summary>The host tries its functions in the order of their names and takes the first whose route fits: this name has to be the last.</summary>
    [Function(nameof(GateRoutes.Unmatched))]
    public static Task<IResult> Unmatched(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request) =>
        GateRoutes.Unmatched.HandleAsync(request.HttpContext);
}
