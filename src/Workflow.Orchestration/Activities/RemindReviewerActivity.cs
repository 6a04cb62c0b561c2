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
}
