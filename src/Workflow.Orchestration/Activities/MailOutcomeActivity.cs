using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>
/// Mails how a review ended to those who wrote the change, to who asked for its deployment, and to everybody who was mailed for it. Of
/// those who wrote it, the directory's people only: anybody can write any address into a commit.
/// </summary>
public sealed class MailOutcomeActivity(IReviewStore reviews, IPeopleDirectory people, IMailNotifier mail, IAuditLog audit)
    : IActivity<DeploymentId, Unit>
{
    public async Task<Unit> RunAsync(DeploymentId input, CancellationToken cancellationToken)
    {
        if (await reviews.FindAsync(input, cancellationToken) is not { Outcome: { } outcome } review)
        {
            return Unit.Value;
        }

        var requester = await people.FindAsync(review.Request.Requester, cancellationToken);
        var writers = (review.Assessment?.Participants ?? []).Where(one => one.WroteIt).Select(one => one.Person);
        var recipients = MailRecipient.Of(writers.Append(requester).OfType<Person>(), review.Mailed);
        var summary = recipients.Count == 0
            ? "Nobody has an address for a mail about the outcome."
            : $"The outcome is mailed to {string.Join(", ", recipients.Select(one => one.Name))}.";
        await audit.AppendAsync(
            new AuditEntry(input, $"outcome.mailed:{outcome.Reason}", "outcome.mailed", AuditEntry.Gate, summary), cancellationToken);
        if (recipients.Count > 0)
        {
            var refusals = await mail.SendOutcomeAsync(review, recipients, cancellationToken);
            await audit.AppendRefusalsAsync(input, $"outcome.{outcome.Reason}", refusals, cancellationToken);
        }

        return Unit.Value;
    }
}
