using Workflow.Api.Console;
using Workflow.Api.Deployments;
using Workflow.Api.Health;
using Workflow.Api.Messages;
using Workflow.Api.Webhooks;
using static Microsoft.AspNetCore.Http.HttpMethods;

namespace Workflow.Api.Routing;

/// <summary>The whole HTTP surface. A host that has its own way to declare routes offers exactly these.</summary>
public static class GateRoutes
{
    public static IReadOnlyList<GateRoute> All { get; } =
    [
        GateRoute.Program<WebhookEndpoint>("ReceiveWebhook", Post, "/webhooks/{receiver}", endpoint => endpoint.ReceiveAsync),
        GateRoute.Program<MessageEndpoint>("ReceiveMessage", Post, "/api/messages", endpoint => endpoint.ReceiveAsync),
        new("GetHealth", Get, "/healthz", IsPage: false, HealthEndpoint.GetHealthAsync),
        GateRoute.Program<HealthEndpoint>("GetReadiness", Get, "/readyz", endpoint => endpoint.GetReadinessAsync),
        GateRoute.Program<DeploymentEndpoint>("ListDeployments", Get, "/api/deployments", endpoint => endpoint.ListAsync),
        GateRoute.Program<DeploymentEndpoint>("GetDeployment", Get, "/api/deployments/{id}", endpoint => endpoint.GetAsync),
        GateRoute.Program<DeploymentEndpoint>("GetAudit", Get, "/api/deployments/{id}/audit", endpoint => endpoint.GetAuditAsync),
        GateRoute.Page<ConsoleEndpoint>("ShowQueue", "/", endpoint => endpoint.ShowQueueAsync),
        GateRoute.Page<ConsoleEndpoint>("ShowReview", "/deployments/{id}", endpoint => endpoint.ShowReviewAsync),
        new("GetStylesheet", Get, ConsoleAsset.Stylesheet.Path, IsPage: true, ConsoleAsset.Stylesheet.GetAsync),
        new("GetIcon", Get, ConsoleAsset.Icon.Path, IsPage: true, ConsoleAsset.Icon.GetAsync),
    ];

    /// <summary>Answers whatever no other route answers, with any method.</summary>
    public static GateRoute Fallback { get; } =
        GateRoute.Program<FallbackEndpoint>("Fallback", "*", "/{**path}", endpoint => endpoint.RefuseAsync);

}
