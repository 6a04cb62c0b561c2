using Microsoft.AspNetCore.Http;
using Workflow.Api.Access;
using Workflow.Api.Routing;
using Workflow.Core;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Orchestration;
using Workflow.Orchestration.Intake;

namespace Workflow.Api.Deployments;

/// <summary>The two steps of a break-glass: one person asks, another one confirms. Both may be repeated.</summary>
public sealed class BreakGlassEndpoint(BreakGlassIntake intake, TimeProvider time)
{
    /// <summary><c>POST /api/deployments/{id}/break-glass</c>.</summary>
    public async Task<IResult> AskAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadAsync<AskJson>(context, cancellationToken);
        return Take(context) is var (deployment, actor) && body is not null
            ? Answer(context, await intake.AskAsync(deployment, actor, body.Reason, body.Incident, cancellationToken))
            : (problem ?? Unknown(context)).ToResult(context);
    }

    /// <summary><c>POST /api/deployments/{id}/break-glass/confirmation</c>.</summary>
    public async Task<IResult> ConfirmAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadAsync<ConfirmJson>(context, cancellationToken);
        return Take(context) is var (deployment, actor) && body is not null
            ? Answer(context, await intake.ConfirmAsync(deployment, actor, body.Comment, cancellationToken))
            : (problem ?? Unknown(context)).ToResult(context);
    }

    /// <summary>The route's access lets nobody in without a name; who has one is known by the object id alone.</summary>
    private static (DeploymentId Deployment, ActorIdentity Actor)? Take(HttpContext context) =>
        DeploymentId.TryParse(context.Request.RouteValues["id"] as string, out var id) && context.Features.Get<Caller>() is { } caller
            ? (id, new ActorIdentity(caller.Name, ObjectId: caller.ObjectId))
            : null;

    private IResult Answer(HttpContext context, BreakGlassJudgement judgement) => judgement.Accepted is { } known
        ? TypedResults.Json(BreakGlassJson.Of(known, time.GetUtcNow()) with { Message = judgement.Message }, WorkflowJson.Options)
        : Problem(judgement).ToResult(context);

    private static GateProblem Problem(BreakGlassJudgement judgement)
    {
        var refusal = judgement.Refusal!.Value;
        return new GateProblem(StatusOf(refusal), $"break-glass-{Words.Token(refusal)}", "The break-glass is refused", judgement.Message);
    }

    private static int StatusOf(BreakGlassRefusal refusal) => refusal switch
    {
        BreakGlassRefusal.UnknownDeployment => StatusCodes.Status404NotFound,
        BreakGlassRefusal.ReasonRequired or BreakGlassRefusal.IncidentRequired => StatusCodes.Status400BadRequest,
        BreakGlassRefusal.UnknownPerson or BreakGlassRefusal.RequesterNotAllowed or BreakGlassRefusal.OwnRequest
            or BreakGlassRefusal.ConfirmerNotEligible or BreakGlassRefusal.NotOffered => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status409Conflict,
    };

    private static GateProblem Unknown(HttpContext context) =>
        GateProblem.UnknownDeployment(context.Request.RouteValues["id"] as string ?? "");

    private sealed record AskJson(string? Reason, string? Incident);

    private sealed record ConfirmJson(string? Comment);
}

/// <summary>A break-glass as programs read it. What is not known yet is absent.</summary>
/// <param name="State"><c>asked</c>, <c>confirmed</c> or <c>expired</c>.</param>
/// <param name="ConfirmBy">When it expires unconfirmed.</param>
/// <param name="ValidUntil">Until when it releases the same content; absent while it is not confirmed.</param>
public sealed record BreakGlassJson(
    string State,
    string Service,
    string Environment,
    string Head,
    string AskedBy,
    string Reason,
    string Incident,
    DateTimeOffset AskedAt,
    DateTimeOffset ConfirmBy,
    string? ConfirmedBy,
    string? Comment,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? ValidUntil,
    IReadOnlyList<DeploymentId> Released)
{
    /// <summary>What was done, and what comes next, in a sentence.</summary>
    public string? Message { get; init; }

    public static BreakGlassJson Of(BreakGlass known, DateTimeOffset now) => new(
        Words.Token(known.StateAt(now)),
        known.Content.Service,
        known.Content.Environment,
        known.Content.Head,
        known.Asked.Person.Name,
        known.Asked.Reason,
        known.Asked.Incident,
        known.Asked.At,
        known.ConfirmBy,
        known.Confirmed?.Person.Name,
        known.Confirmed?.Comment,
        known.Confirmed?.At,
        known.ValidUntil,
        [.. known.Uses.Select(use => use.Deployment)]);
}
