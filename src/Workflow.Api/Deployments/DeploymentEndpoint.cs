using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflow.Api.Routing;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;

namespace Workflow.Api.Deployments;

/// <summary>Deployments and their audit trails, for programs.</summary>
public sealed class DeploymentEndpoint(IReviewStore reviews, IAuditLog audit, GateLinks links, TimeProvider time)
{
    /// <summary><c>GET /api/deployments?state=open|all&amp;limit=1..200</c>, newest first.</summary>
    public async Task<IResult> ListAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var (query, defect) = ListQuery.Parse(context.Request.Query);
        if (query is null)
        {
            return GateProblem.BadParameter(defect!).ToResult(context);
        }

        var found = query.OnlyOpen
            ? await ReviewSelection.FirstAsync(
                reviews.ListOpenAsync(cancellationToken), review => review.Request.RequestedAt, true, query.Limit, cancellationToken)
            : await reviews.ListRecentAsync(cancellationToken).Take(query.Limit).ToListAsync(cancellationToken);
        return Json(new DeploymentListJson([.. found.Select(review => Of(context, review))]));
    }

    /// <summary><c>GET /api/deployments/{id}</c>.</summary>
    public async Task<IResult> GetAsync(HttpContext context, CancellationToken cancellationToken) =>
        await FindAsync(context, cancellationToken) is { } review
            ? Json(Of(context, review))
            : Unknown(context);

    /// <summary><c>GET /api/deployments/{id}/audit</c>, checked against its hash chain.</summary>
    public async Task<IResult> GetAuditAsync(HttpContext context, CancellationToken cancellationToken) =>
        await FindAsync(context, cancellationToken) is { } review
            ? Json(AuditJson.Of(review.Id, await audit.ReadAsync(review.Id, cancellationToken)))
            : Unknown(context);

    private async Task<Review?> FindAsync(HttpContext context, CancellationToken cancellationToken) =>
        DeploymentId.TryParse(IdIn(context), out var id) ? await reviews.FindAsync(id, cancellationToken) : null;

    private DeploymentJson Of(HttpContext context, Review review) =>
        DeploymentJson.Of(review, LinksOf(context.Request, review.Id), time.GetUtcNow());

    private LinksJson LinksOf(HttpRequest request, DeploymentId id) => new(
        links.Absolute(request, GateLinks.ApiPath(id)),
        links.Absolute(request, GateLinks.PagePath(id)),
        links.Absolute(request, GateLinks.AuditPath(id)));

    private static IResult Unknown(HttpContext context) =>
        GateProblem.UnknownDeployment(IdIn(context) ?? "").ToResult(context);

    private static string? IdIn(HttpContext context) => context.Request.RouteValues["id"] as string;

    private static JsonHttpResult<T> Json<T>(T answer) => TypedResults.Json(answer, WorkflowJson.Options);
}
