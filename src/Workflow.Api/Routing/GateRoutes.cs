using Workflow.Api.Console;
using Workflow.Api.Decisions;
using Workflow.Api.Deployments;
using Workflow.Api.Health;
using Workflow.Api.Messages;
using Workflow.Api.Policy;
using Workflow.Api.Webhooks;
using static Microsoft.AspNetCore.Http.HttpMethods;

namespace Workflow.Api.Routing;

/// <summary>The whole HTTP surface. A host that has its own way to declare routes offers exactly these.</summary>
public static class GateRoutes
{
    public static readonly GateRoute ReceiveWebhook = GateRoute.Program<WebhookEndpoint>(
        nameof(ReceiveWebhook), Post, "/webhooks/{receiver}", GateAccess.ProvenByMessage, endpoint => endpoint.ReceiveAsync);

    public static readonly GateRoute ReceiveMessage = GateRoute.Program<MessageEndpoint>(
        nameof(ReceiveMessage), Post, "/api/messages", GateAccess.ProvenByMessage, endpoint => endpoint.ReceiveAsync);

    public static readonly GateRoute GetHealth = new(
        nameof(GetHealth), Get, "/healthz", IsPage: false, GateAccess.Anyone, HealthEndpoint.GetHealthAsync);

    public static readonly GateRoute GetReadiness = GateRoute.Program<HealthEndpoint>(
        nameof(GetReadiness), Get, "/readyz", GateAccess.Anyone, endpoint => endpoint.GetReadinessAsync);

    public static readonly GateRoute ListDeployments = GateRoute.Program<DeploymentEndpoint>(
        nameof(ListDeployments), Get, "/api/deployments", GateAccess.Viewer, endpoint => endpoint.ListAsync);

    public static readonly GateRoute GetDeployment = GateRoute.Program<DeploymentEndpoint>(
        nameof(GetDeployment), Get, "/api/deployments/{id}", GateAccess.Viewer, endpoint => endpoint.GetAsync);

    public static readonly GateRoute GetAudit = GateRoute.Program<DeploymentEndpoint>(
        nameof(GetAudit), Get, "/api/deployments/{id}/audit", GateAccess.Viewer, endpoint => endpoint.GetAuditAsync);

    public static readonly GateRoute AskBreakGlass = GateRoute.Program<BreakGlassEndpoint>(
        nameof(AskBreakGlass), Post, "/api/deployments/{id}/break-glass", GateAccess.BreakGlass, endpoint => endpoint.AskAsync);

    public static readonly GateRoute ConfirmBreakGlass = GateRoute.Program<BreakGlassEndpoint>(
        nameof(ConfirmBreakGlass),
        Post,
        "/api/deployments/{id}/break-glass/confirmation",
        GateAccess.BreakGlass,
        endpoint => endpoint.ConfirmAsync);

    public static readonly GateRoute GetPolicy = GateRoute.Program<PolicyEndpoint>(
        nameof(GetPolicy), Get, "/api/policy", GateAccess.Viewer, endpoint => endpoint.GetAsync);

    public static readonly GateRoute ListFrictionControls = GateRoute.Program<FrictionEndpoint>(
        nameof(ListFrictionControls), Get, "/api/friction-controls", GateAccess.Viewer, endpoint => endpoint.ListAsync);

    public static readonly GateRoute AddFrictionControl = GateRoute.Program<FrictionEndpoint>(
        nameof(AddFrictionControl), Post, "/api/friction-controls", GateAccess.PolicyAdministrator, endpoint => endpoint.AddAsync);

    public static readonly GateRoute RenewFrictionControl = GateRoute.Program<FrictionEndpoint>(
        nameof(RenewFrictionControl),
        Post,
        "/api/friction-controls/{name}/renewals",
        GateAccess.PolicyAdministrator,
        endpoint => endpoint.RenewAsync);

    public static readonly GateRoute EndFrictionControl = GateRoute.Program<FrictionEndpoint>(
        nameof(EndFrictionControl),
        Post,
        "/api/friction-controls/{name}/end",
        GateAccess.PolicyAdministrator,
        endpoint => endpoint.EndAsync);

    public static readonly GateRoute ShowQueue = GateRoute.Page<ConsoleEndpoint>(
        nameof(ShowQueue), "/", GateAccess.Viewer, endpoint => endpoint.ShowQueueAsync);

    public static readonly GateRoute ShowReview = GateRoute.Page<ConsoleEndpoint>(
        nameof(ShowReview), "/deployments/{id}", GateAccess.Viewer, endpoint => endpoint.ShowReviewAsync);

    public static readonly GateRoute ShowDecision = GateRoute.Page<DecisionEndpoint>(
        nameof(ShowDecision), "/deployments/{id}/decision", GateAccess.SignedIn, endpoint => endpoint.ShowAsync);

    public static readonly GateRoute TakeDecision = GateRoute.Form<DecisionEndpoint>(
        nameof(TakeDecision), "/deployments/{id}/decision", GateAccess.SignedIn, endpoint => endpoint.TakeAsync);

    public static readonly GateRoute ShowLinkedDecision = GateRoute.Page<DecisionEndpoint>(
        nameof(ShowLinkedDecision), "/decisions/{token}", GateAccess.SignedIn, endpoint => endpoint.ShowAsync);

    public static readonly GateRoute TakeLinkedDecision = GateRoute.Form<DecisionEndpoint>(
        nameof(TakeLinkedDecision), "/decisions/{token}", GateAccess.SignedIn, endpoint => endpoint.TakeAsync);

    public static readonly GateRoute GetPhoto = GateRoute.Program<PhotoEndpoint>(
        nameof(GetPhoto), Get, "/people/{id}/photo", GateAccess.Viewer, endpoint => endpoint.GetAsync);

    public static readonly GateRoute GetStylesheet = new(
        nameof(GetStylesheet), Get, ConsoleAsset.Stylesheet.Path, IsPage: true, GateAccess.Anyone, ConsoleAsset.Stylesheet.GetAsync);

    public static readonly GateRoute GetIcon = new(
        nameof(GetIcon), Get, ConsoleAsset.Icon.Path, IsPage: true, GateAccess.Anyone, ConsoleAsset.Icon.GetAsync);

    /// <summary>Answers whatever no other route answers, with any method.</summary>
    public static readonly GateRoute Unmatched = GateRoute.Program<FallbackEndpoint>(
        nameof(Unmatched), "*", "/{**path}", GateAccess.Anyone, endpoint => endpoint.RefuseAsync);

    /// <summary>Every route but <see cref="Unmatched"/>.</summary>
    public static IReadOnlyList<GateRoute> All { get; } =
    [
        ReceiveWebhook,
        ReceiveMessage,
        GetHealth,
        GetReadiness,
        ListDeployments,
        GetDeployment,
        GetAudit,
        AskBreakGlass,
        ConfirmBreakGlass,
        GetPolicy,
        ListFrictionControls,
        AddFrictionControl,
        RenewFrictionControl,
        EndFrictionControl,
        ShowQueue,
        ShowReview,
        ShowDecision,
        TakeDecision,
        ShowLinkedDecision,
        TakeLinkedDecision,
        GetPhoto,
        GetStylesheet,
        GetIcon,
    ];
}
