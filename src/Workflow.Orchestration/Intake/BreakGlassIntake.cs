using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Intake;

/// <summary>
/// Takes the two steps of a break-glass from people who signed in. Each is on record before anybody hears of it, and may be repeated;
/// every attempt is in the deployment's audit trail.
/// </summary>
public sealed class BreakGlassIntake(
    IBreakGlassStore breakGlasses,
    IReviewStore reviews,
    IPeopleDirectory people,
    IPolicySource policies,
    IAuditLog audit,
    BreakGlassAnnouncement announcement,
    IOrchestrationClient orchestrations,
    TimeProvider clock)
{
    private static readonly BreakGlassJudgement Unknown =
        new(BreakGlassRefusal.UnknownDeployment, "No review of such a deployment is kept.", null);

    /// <param name="actor">Who asks, by the object id of a verified token.</param>
    public async Task<BreakGlassJudgement> AskAsync(
        DeploymentId deployment, ActorIdentity actor, string? reason, string? incident, CancellationToken cancellationToken)
    {
        if (await reviews.FindAsync(deployment, cancellationToken) is not { } review)
        {
            return Unknown;
        }

        var person = await people.FindAsync(actor, cancellationToken);
        var policy = await policies.GetAsync(cancellationToken);
        var known = await breakGlasses.FindAsync(BreakGlassContent.Of(review.Request), cancellationToken);
        var now = clock.GetUtcNow();
        var judgement = BreakGlassSteps.Ask(policy, review, known, person, reason, incident, now);
        if (judgement.Accepted is { } asked && asked != known)
        {
            // Whoever asked at the same moment may have been first.
            var kept = await breakGlasses.CreateAsync(asked, cancellationToken);
            judgement = BreakGlassSteps.Ask(policy, review, kept, person, reason, incident, now);
        }

        if (judgement.Accepted is not { } accepted)
        {
            await audit.AppendAsync(BreakGlassAudit.Refused(deployment, "ask", actor, person, judgement, now), cancellationToken);
            return judgement;
        }

        await audit.AppendAsync(BreakGlassAudit.Asked(deployment, accepted), cancellationToken);
        await AnnounceAsync(await ShowAsync(deployment, accepted, cancellationToken), accepted, cancellationToken);
        return judgement;
    }

    /// <param name="actor">Who confirms, by the object id of a verified token.</param>
    public async Task<BreakGlassJudgement> ConfirmAsync(
        DeploymentId deployment, ActorIdentity actor, string? comment, CancellationToken cancellationToken)
    {
        if (await reviews.FindAsync(deployment, cancellationToken) is not { } review)
        {
            return Unknown;
        }

        var person = await people.FindAsync(actor, cancellationToken);
        var now = clock.GetUtcNow();
        var known = await breakGlasses.FindAsync(BreakGlassContent.Of(review.Request), cancellationToken);
        var judgement = BreakGlassSteps.Confirm(review, known, person, comment, now);
        if (judgement.IsAccepted)
        {
            // Judged again on the version that is written: of two who confirm at once, one counts.
            await breakGlasses.UpdateAsync(
                known!.Content,
                known.Number,
                before =>
                {
                    judgement = BreakGlassSteps.Confirm(review, before, person, comment, now);
                    return judgement.Accepted ?? before;
                },
                cancellationToken);
        }

        if (judgement.Accepted is not { } confirmed)
        {
            await audit.AppendAsync(BreakGlassAudit.Refused(deployment, "confirm", actor, person, judgement, now), cancellationToken);
            return judgement;
        }

        await audit.AppendAsync(BreakGlassAudit.Confirmed(deployment, confirmed), cancellationToken);
        await ShowAsync(deployment, confirmed, cancellationToken);
        await orchestrations.RaiseEventAsync(deployment.Value, ReviewEvents.BreakGlass, confirmed, cancellationToken);
        return judgement;
    }

    private Task<Review> ShowAsync(DeploymentId deployment, BreakGlass known, CancellationToken cancellationToken) => reviews.UpdateAsync(
        deployment,
        review => review.BreakGlass?.Number > known.Number || (review.BreakGlass?.Confirmed is not null && known.Confirmed is null)
            ? review
            : review with { BreakGlass = known, UpdatedAt = clock.GetUtcNow() },
        cancellationToken);

    /// <summary>
    /// An emergency does not wait for a mail server; what was not announced is in the audit trail, and the release is announced too.
    /// </summary>
    private async Task AnnounceAsync(Review review, BreakGlass known, CancellationToken cancellationToken)
    {
        try
        {
            await announcement.AnnounceAsync(review, known, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            await audit.AppendAsync(BreakGlassAudit.Unannounced(review.Id, known, failure.Message), cancellationToken);
        }
    }
}
