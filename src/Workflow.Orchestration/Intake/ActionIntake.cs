using Workflow.Core;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Intake;

/// <summary>
/// Takes what reviewers and authors do besides deciding, within the seconds that a channel waits. What can be refused is refused at once,
/// with the reason; the rest is handed to the review's orchestration, which judges it again in its turn.
/// </summary>
public sealed class ActionIntake(
    IReviewStore reviews, IPeopleDirectory people, IAuditLog audit, IOrchestrationClient orchestrations)
{
    /// <returns>The judgement, with the review as the sender should see it; no review where the id names none.</returns>
    public async Task<ActionReply> SubmitAsync(ReviewAction action, CancellationToken cancellationToken)
    {
        if (await reviews.FindAsync(action.Deployment, cancellationToken) is not { } review)
        {
            return new ActionReply(null, null, null);
        }

        var person = await people.FindAsync(action.By, cancellationToken);
        var judgement = ActionRules.Judge(review, action, person, await people.FindTargetAsync(action, cancellationToken));
        if (judgement.Message is { } message)
        {
            await audit.AppendAsync(ActionAudit.Refused(action, person, message), cancellationToken);
            return new ActionReply(judgement, review, person);
        }

        if (action.Kind is ReviewActionKind.Withdraw)
        {
            await WithdrawAsync(review, action, person!, cancellationToken);
            return new ActionReply(judgement, review with { Outcome = Withdrawal(person!).AsOutcome() }, person);
        }

        await orchestrations.RaiseEventAsync(
            AfterTheFactReviewOrchestrator.InstanceOf(review), ReviewEvents.Action, action, cancellationToken);
        return new ActionReply(judgement, judgement.Review, person);
    }

    private async Task WithdrawAsync(Review review, ReviewAction action, Person person, CancellationToken cancellationToken)
    {
        await audit.AppendAsync(ActionAudit.Taken(action, person, review), cancellationToken);
        await orchestrations.RaiseEventAsync(review.Id.Value, ReviewEvents.End, Withdrawal(person), cancellationToken);
    }

    private static ReviewEnd Withdrawal(Person person) =>
        new(OutcomeReason.Withdrawn, $"{person.Name} withdrew the request.") { By = person.Name };
}

/// <param name="Judgement">Null where there is no such review.</param>
/// <param name="Review">With the action's effect, although the orchestration records it a moment later; null where there is none.</param>
/// <param name="Person">The sender; null where the directory does not know them.</param>
public sealed record ActionReply(ActionJudgement? Judgement, Review? Review, Person? Person)
{
    public bool IsTaken => Judgement is { Refusal: null };

    /// <summary>The sender's place among those who were asked; null for everybody else.</summary>
    public AskedReviewer? Asked => Review?.FindAsked(Person?.Id);
}

/// <summary>The audit entries about actions, and who is meant in them.</summary>
internal static class ActionAudit
{
    public static AuditEntry Refused(ReviewAction action, Person? person, string refusal) => new(
        action.Deployment,
        $"action.refused:{action.Id}",
        "action.refused",
        person?.Name ?? action.By.ToString(),
        $"{Words.Capitalize(Words.Of(action.Kind))} refused: {refusal}",
        AuditData.Of(action));

    public static AuditEntry Taken(ReviewAction action, Person person, Review review)
    {
        var (kind, summary) = action.Kind switch
        {
            ReviewActionKind.Ask => ("question.asked", $"{person.Name} asks: {Decision.Shorten(action.Text)}"),
            ReviewActionKind.Answer => ("question.answered", $"{person.Name} answers: {Decision.Shorten(action.Text)}"),
            ReviewActionKind.Delegate =>
                ("review.delegated", $"{person.Name} hands the review to {review.FindAsked(person.Id)?.Delegated?.Name}."),
            ReviewActionKind.Volunteer => ("review.taken", $"{person.Name} takes the review on."),
            ReviewActionKind.Snooze => ("reviewer.snoozed", $"{person.Name} wants no reminder until {Words.Of(action.Until!.Value)}."),
            _ => ("review.withdrawn", $"{person.Name} withdraws the request."),
        };
        return new AuditEntry(action.Deployment, $"{kind}:{action.Id}", kind, person.Name, summary, AuditData.Of(action));
    }

    /// <summary>
    /// To whom a review is handed, with what is known of their absences; null for other actions, and where the directory does not know
    /// them.
    /// </summary>
    public static async Task<Person?> FindTargetAsync(
        this IPeopleDirectory people, ReviewAction action, CancellationToken cancellationToken)
    {
        if (action is not { Kind: ReviewActionKind.Delegate, To: { Length: > 0 } to })
        {
            return null;
        }

        var known = await people.FindAsync(new ActorIdentity(ObjectId: to), cancellationToken)
            ?? await people.GetAsync(to, cancellationToken);
        return known is null ? null : (await people.AddAvailabilityAsync([known], cancellationToken))[0];
    }
}
