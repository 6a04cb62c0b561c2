using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Workflow.Api.Access;
using Workflow.Api.Deployments;
using Workflow.Api.Routing;
using Workflow.Core;
using Workflow.Core.Deployments;
using Workflow.Orchestration;
using Workflow.Orchestration.Intake;

namespace Workflow.Api.Policy;

/// <summary>The friction controls: what is on record, and the steps of their life. Each step may be repeated.</summary>
public sealed class FrictionEndpoint(FrictionIntake intake, FrictionRegister register, FrictionTrail trail, TimeProvider time)
{
    /// <summary><c>GET /api/friction-controls</c>: all on record, those from the file too.</summary>
    public async Task<IResult> ListAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        FrictionControlJson[] controls =
            [.. (await register.ListAsync(cancellationToken)).Select(control => FrictionControlJson.Of(control, now))];
        var audit = AuditJson.Of(FrictionTrail.Id, await trail.ReadAsync(cancellationToken));
        return TypedResults.Json(new FrictionListJson(controls, audit), WorkflowJson.Options);
    }

    /// <summary><c>POST /api/friction-controls</c>.</summary>
    public async Task<IResult> AddAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadAsync<FrictionOrderJson>(context, cancellationToken);
        return body is null
            ? problem!.ToResult(context)
            : Answer(context, await intake.AddAsync(ActorOf(context), body.ToControl(), cancellationToken));
    }

    /// <summary><c>POST /api/friction-controls/{name}/renewals</c>.</summary>
    public async Task<IResult> RenewAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadAsync<FrictionRenewalJson>(context, cancellationToken);
        return body is null
            ? problem!.ToResult(context)
            : Answer(context, await intake.RenewAsync(ActorOf(context), NameIn(context), body.Reason, body.Until, cancellationToken));
    }

    /// <summary><c>POST /api/friction-controls/{name}/end</c>.</summary>
    public async Task<IResult> EndAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadAsync<FrictionEndJson>(context, cancellationToken);
        return body is null
            ? problem!.ToResult(context)
            : Answer(context, await intake.EndAsync(ActorOf(context), NameIn(context), body.Reason, cancellationToken));
    }

    /// <summary>The route's access lets nobody in without a name.</summary>
    private static ActorIdentity ActorOf(HttpContext context)
    {
        var caller = context.Features.GetRequiredFeature<Caller>();
        return new ActorIdentity(caller.Name, ObjectId: caller.ObjectId);
    }

    private static string NameIn(HttpContext context) => context.Request.RouteValues["name"] as string ?? "";

    private IResult Answer(HttpContext context, FrictionJudgement judgement) => judgement.Accepted is { } control
        ? TypedResults.Json(
            FrictionControlJson.Of(control, time.GetUtcNow()) with { Message = judgement.Message }, WorkflowJson.Options)
        : Problem(judgement.Refusal!.Value, judgement.Message).ToResult(context);

    private static GateProblem Problem(FrictionRefusal refusal, string message)
    {
        var status = refusal switch
        {
            FrictionRefusal.Unknown => StatusCodes.Status404NotFound,
            FrictionRefusal.Invalid => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status409Conflict,
        };
        return new GateProblem(status, $"friction-{Words.Token(refusal)}", "The friction control cannot be so", message);
    }
}
