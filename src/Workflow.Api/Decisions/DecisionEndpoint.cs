using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Workflow.Api.Access;
using Workflow.Api.Console;
using Workflow.Api.Routing;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Intake;

namespace Workflow.Api.Decisions;

/// <summary>
/// The decision page: reached by a mail's link or by the deployment's id, for people who are signed in. To look at it changes nothing, so
/// that programs which follow links in mails use none up.
/// </summary>
public sealed class DecisionEndpoint(
    DecisionPageIntake intake, EvidenceIntake evidence, PageRenderer pages, TimeProvider time, IOptions<AccessOptions> access)
{
    /// <summary><c>GET /decisions/{token}</c> and <c>GET /deployments/{id}/decision</c>.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (PathOf(context) is not { } path)
        {
            return await RefuseAsync(context, UnknownDeployment(context));
        }

        var opening = await intake.OpenAsync(path, Identity(context), cancellationToken);
        return opening.Door is not DecisionDoor.Open
            ? await RefuseAsync(context, DecisionProblems.Of(opening.Door, opening.Review?.Id))
            : opening.Closed is { } closed
            ? await RefuseAsync(context, DecisionProblems.Of(closed))
            : await RenderAsync(context, opening.Review!, opening.Asked!, DecisionForm.Empty);
    }

    /// <summary><c>POST /decisions/{token}</c> and <c>POST /deployments/{id}/decision</c>.</summary>
    public async Task<IResult> TakeAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (PathOf(context) is not { } path)
        {
            return await RefuseAsync(context, UnknownDeployment(context));
        }

        var (form, problem) = await DecisionForm.ReadAsync(context, cancellationToken);
        return form is null ? await RefuseAsync(context, problem!)
            : form.Opens is { } kind ? await OpenEvidenceAsync(context, path, form, kind, cancellationToken)
            : await DecideAsync(context, path, form, form.Kind!.Value, cancellationToken);
    }

    private async Task<IResult> OpenEvidenceAsync(
        HttpContext context, DecisionPath path, DecisionForm form, EvidenceKinds kind, CancellationToken cancellationToken)
    {
        var opening = await intake.OpenAsync(path, Identity(context), cancellationToken);
        if (opening is not { Door: DecisionDoor.Open, Review: { } review, Asked: { } asked })
        {
            return await RefuseAsync(context, DecisionProblems.Of(opening.Door, opening.Review?.Id));
        }

        var reply = await evidence.OpenAsync(review.Id, Identity(context), kind, form.Head, cancellationToken);
        return await RenderAsync(context, reply.Review ?? review, reply.Asked ?? asked, form, reply.Refusal);
    }

    private async Task<IResult> DecideAsync(
        HttpContext context, DecisionPath path, DecisionForm form, DecisionKind kind, CancellationToken cancellationToken)
    {
        var given = new GivenDecision(kind, Decision.Shorten(form.Comment), form.Ticked, form.Head, SignedInAt(context));
        var (opening, judgement) = await intake.DecideAsync(path, Identity(context), given, cancellationToken);
        if (judgement is null)
        {
            return await RefuseAsync(context, DecisionProblems.Of(opening.Door, opening.Review?.Id));
        }

        if (judgement.IsAccepted)
        {
            return await pages.RenderAsync<DecisionTakenPage>(context, new()
            {
                [nameof(DecisionTakenPage.Review)] = opening.Review,
                [nameof(DecisionTakenPage.Taken)] = judgement.Accepted,
            });
        }

        return DecisionProblems.CanBeMended(judgement.Refusal!.Value)
            ? await RenderAsync(context, opening.Review!, opening.Asked!, form, judgement.Message)
            : await RefuseAsync(context, DecisionProblems.Of(judgement));
    }

    private Task<IResult> RenderAsync(
        HttpContext context, Review review, AskedReviewer asked, DecisionForm form, string? refusal = null)
    {
        var now = time.GetUtcNow();
        var requirement = review.Policy?.Requirement ?? Quorum.Least;
        return pages.RenderAsync<DecisionPage>(
            context,
            new()
            {
                [nameof(DecisionPage.Review)] = review,
                [nameof(DecisionPage.Asked)] = asked,
                [nameof(DecisionPage.Requirement)] = requirement,
                [nameof(DecisionPage.Comment)] = form.Comment,
                [nameof(DecisionPage.Ticked)] = form.Ticked,
                [nameof(DecisionPage.Path)] = context.Request.PathBase.Add(context.Request.Path).ToUriComponent(),
                [nameof(DecisionPage.Refusal)] = refusal,
                [nameof(DecisionPage.SignInPath)] = ApprovalRules.IsFresh(requirement, now, SignedInAt(context))
                    ? null
                    : AccessProblems.SignInAgainPath(context.Request),
                [nameof(DecisionPage.Now)] = now,
            },
            refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private Task<IResult> RefuseAsync(HttpContext context, GateProblem problem) => pages.RenderProblemAsync(context, problem);

    /// <summary>A sign-in of another strength than the one that is asked for proves nothing.</summary>
    private DateTimeOffset? SignedInAt(HttpContext context)
    {
        var (caller, wanted) = (CallerOf(context), access.Value.StepUpAcr);
        return string.IsNullOrEmpty(wanted) || caller.Strengths.Contains(wanted) ? caller.SignedInAt : null;
    }

    /// <summary>Who is signed in is known by the object id alone.</summary>
    private static ActorIdentity Identity(HttpContext context)
    {
        var caller = CallerOf(context);
        return new ActorIdentity(caller.Name, ObjectId: caller.ObjectId);
    }

    /// <summary>The routes' access lets nobody in who is not known.</summary>
    private static Caller CallerOf(HttpContext context) => context.Features.Get<Caller>()!;

    private static DecisionPath? PathOf(HttpContext context) =>
        context.Request.RouteValues["token"] is string token ? DecisionPath.ByToken(token)
        : DeploymentId.TryParse(context.Request.RouteValues["id"] as string, out var id) ? DecisionPath.ById(id)
        : null;

    private static GateProblem UnknownDeployment(HttpContext context) =>
        GateProblem.UnknownDeployment(context.Request.RouteValues["id"] as string ?? "");
}
