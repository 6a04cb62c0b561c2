using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Sends the escalation e-mail of a ladder step.</summary>
public sealed class SendEscalationMailActivity(
    IReviewStore reviews, IPeopleDirectory people, IMailNotifier mail, IAuditLog audit) : IActivity<SendEscalationMailInput, Unit>
{
    /// <summary>The role that stands for the managers of those who were asked.</summary>
    private const string Manager = "manager";

    public async Task<Unit> RunAsync(SendEscalationMailInput input, CancellationToken cancellationToken)
    {
        if (await reviews.FindAsync(input.Deployment, cancellationToken) is not { State: ReviewState.Waiting } review)
        {
            return Unit.Value;
        }

        List<Person> recipients = [];
        foreach (var role in input.Step.EmailRoles ?? [])
        {
            recipients.AddRange(await FindAsync(review, role, cancellationToken));
        }

        recipients = [.. recipients.Where(person => person.Email is not null).DistinctBy(person => person.Id)];
        var summary = recipients.Count == 0
            ? $"Step '{input.Step.Name}' has nobody to send the escalation e-mail to."
            : $"Escalation e-mail to {string.Join(", ", recipients.Select(person => person.Name))}.";
        var entry = new AuditEntry(
            input.Deployment, $"escalation.mailed:{input.Step.Name}", "escalation.mailed", AuditEntry.Gate, summary);
        await audit.AppendAsync(entry, cancellationToken);
        if (recipients.Count > 0)
        {
            await mail.SendEscalationAsync(review, input.Step, recipients, cancellationToken);
        }

        return Unit.Value;
    }

    private async Task<IReadOnlyList<Person>> FindAsync(Review review, string role, CancellationToken cancellationToken)
    {
        if (role != Manager)
        {
            return await people.ListAsync(Level.Junior, role, cancellationToken);
        }

        List<Person> managers = [];
        foreach (var id in review.Asked.Select(asked => asked.Person.ManagerId).OfType<string>().Distinct())
        {
            if (await people.GetAsync(id, cancellationToken) is { } manager)
            {
                managers.Add(manager);
            }
        }

        return managers;
    }
}
