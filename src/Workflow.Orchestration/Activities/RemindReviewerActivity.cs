using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>
/// Reminds one person who was asked and has not decided, the way that they were asked: by the channel at least once, since a repeated run
/// reminds again; by mail once.
/// </summary>
public sealed class RemindReviewerActivity(
    IReviewStore reviews, IApprovalChannel channel, IMailNotifier mail, IDecisionLinks links, IAuditLog audit, TimeProvider clock)
    : IActivity<RemindReviewerInput, Unit>
{
    public async Task<Unit> RunAsync(RemindReviewerInput input, CancellationToken cancellationToken)
    {
        var review = await reviews.FindAsync(input.Deployment, cancellationToken);
        if (review is not { State: ReviewState.Waiting }
            || review.FindAsked(input.PersonId) is not { CanDecide: true } asked
            || asked.SnoozedUntil > clock.GetUtcNow()
            || HasJustTakenOver(review, asked, input.Step)
            || review.Decisions.Any(decision => decision.ReviewerId == input.PersonId))
        {
            return Unit.Value;
        }

        var entry = new AuditEntry(
            input.Deployment,
            $"reviewer.reminded:{input.Step}:{input.Number}:{input.PersonId}",
            "reviewer.reminded",
            AuditEntry.Gate,
            $"{asked.Person.Name} is reminded{(asked.ByMail ? " by mail" : "")}.");
        await audit.AppendAsync(entry, cancellationToken);
        var reminded = await reviews.UpdateAsync(
            review.Id,
            now => now.WithAsked(now.FindAsked(asked.Person.Id)! with { RemindedAt = clock.GetUtcNow() }),
            cancellationToken);
        if (asked.ByMail)
        {
            var reminder = $"{input.Step}.{input.Number}";
            var token = links.Create(review, asked.Person, $"{reminder}.reminder");
            var refusals = await mail.SendReminderAsync(review, asked, reminder, token, cancellationToken);
            await audit.AppendRefusalsAsync(review.Id, reminder, refusals, cancellationToken);
        }
        else
        {
            await channel.RemindAsync(reminded, reminded.FindAsked(asked.Person.Id)!, cancellationToken);
        }

        return Unit.Value;
    }

    /// <summary>
    /// Whether somebody who took the review over, or on from a post, has had it for less than the time that the step leaves between
    /// reminders: its clock began before they were asked.
    /// </summary>
    private bool HasJustTakenOver(Review review, AskedReviewer asked, string stepName)
    {
        if (!asked.HasTakenOver
            || review.Policy?.Escalation.FirstOrDefault(one => one.Name == stepName) is not { } step)
        {
            return false;
        }

        var own = StepPlan.Of(step.InReviewersHours ? step.InHoursOf(asked.Person) : step, asked.AskedAt);
        return clock.GetUtcNow() < own.NextReminder(asked.AskedAt).At;
    }
}
