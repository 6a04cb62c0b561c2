using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Mails one person that a card waits for them, with a link to the decision page where there are links.</summary>
public sealed class MailReviewerActivity(
    IReviewStore reviews, IMailNotifier mail, IDecisionLinks links, IAuditLog audit) : IActivity<MailReviewerInput, Unit>
{
    public async Task<Unit> RunAsync(MailReviewerInput input, CancellationToken cancellationToken)
    {
        if (await reviews.FindAsync(input.Deployment, cancellationToken) is not { State: ReviewState.Waiting } review
            || review.FindAsked(input.PersonId) is not { Undeliverable: null } asked)
        {
            return Unit.Value;
        }

        var summary = asked.Person.Email is null
            ? $"{asked.Person.Name} has no address for a mail about the card."
            : $"{asked.Person.Name} is told by mail of the card.";
        var entry = new AuditEntry(
            input.Deployment, $"reviewer.mailed:{input.PersonId}", "reviewer.mailed", AuditEntry.Gate, summary);
        await audit.AppendAsync(entry, cancellationToken);
        if (asked.Person.Email is not null)
        {
            await RequestMail.SendAsync(reviews, mail, links, audit, input.Deployment, asked.Person, cancellationToken);
        }

        return Unit.Value;
    }
}
