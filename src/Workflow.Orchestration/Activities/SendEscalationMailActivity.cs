using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>
/// Sends the escalation mails of a ladder step. Who may decide is put on record as asked before the mail leaves, and gets one of their own
/// with a link to the decision page; the others share one that decides nothing. Where there are no links, nobody is asked by mail.
/// </summary>
public sealed class SendEscalationMailActivity(
    IReviewStore reviews, IPeopleDirectory people, IMailNotifier mail, IDecisionLinks links, IAuditLog audit, TimeProvider clock)
    : IActivity<SendEscalationMailInput, EscalationMailed>
{
    public async Task<EscalationMailed> RunAsync(SendEscalationMailInput input, CancellationToken cancellationToken)
    {
        if (await reviews.FindAsync(input.Deployment, cancellationToken) is not { State: ReviewState.Waiting } review)
        {
            return new EscalationMailed();
        }

        var recipients = await MailedRoles.FindAsync(people, review, input.Step, cancellationToken);
        review = await reviews.UpdateAsync(input.Deployment, before => Ask(before, input.Step, recipients), cancellationToken);
        Person[] deciding = [.. recipients.Select(one => one.Person).Where(person => CanDecide(review, person))];
        Person[] informed = [.. recipients.Select(one => one.Person).Except(deciding)];
        var asked = review.Asked.Where(one => one.ByMail && deciding.Any(person => person.Id == one.Person.Id)).ToList();
        await RecordAsync(input, recipients, deciding, asked, cancellationToken);
        await SendAsync(review, input.Step, deciding, informed, cancellationToken);
        return new EscalationMailed { Asked = [.. asked.Select(one => one.Person.Id)] };
    }

    private Review Ask(Review review, EscalationStep step, IReadOnlyList<(Person Person, string Role)> recipients)
    {
        var now = clock.GetUtcNow();
        var changed = review.WithMailed(recipients.Select(one => one.Person));
        foreach (var (person, role) in links.AreAvailable && review.Deadline is not null ? recipients : [])
        {
            if (changed.FindAsked(person.Id) is { } known)
            {
                // Whom no card reaches is asked by mail in place of it.
                changed = known is { Undeliverable: not null, Delegated: null } && review.EligibilityOf(person, known).IsEligible
                    ? changed.WithAsked(known with { ByMail = true, Undeliverable = null })
                    : changed;
            }
            else if (review.EligibilityOf(person, step.MinimumLevel, null).IsEligible)
            {
                var why = new AskFact(AskFactKind.Mailed, role);
                var entry = new AskedReviewer(person, step.Name, step.MinimumLevel, null, $"{why}", now, review.Deadline!.Value);
                changed = changed with { Asked = [.. changed.Asked, entry with { Facts = [why], ByMail = true }] };
            }
        }

        return changed == review ? review : changed with { UpdatedAt = now };
    }

    private bool CanDecide(Review review, Person person) =>
        links.AreAvailable
        && review.FindAsked(person.Id) is { CanDecide: true } asked
        && review.EligibilityOf(person, asked).IsEligible;

    private async Task RecordAsync(
        SendEscalationMailInput input,
        IReadOnlyList<(Person Person, string Role)> recipients,
        Person[] deciding,
        IEnumerable<AskedReviewer> asked,
        CancellationToken cancellationToken)
    {
        var names = string.Join(", ", recipients.Select(one => one.Person.Name));
        var links = deciding.Length == 0 ? "" : $" With a link to decide: {string.Join(", ", deciding.Select(person => person.Name))}.";
        var summary = recipients.Count == 0
            ? $"Step '{input.Step.Name}' has nobody to send the escalation e-mail to."
            : $"Escalation e-mail to {names}.{links}";
        await audit.AppendAsync(
            new AuditEntry(input.Deployment, $"escalation.mailed:{input.Step.Name}", "escalation.mailed", AuditEntry.Gate, summary),
            cancellationToken);
        foreach (var one in asked)
        {
            var entry = new AuditEntry(
                input.Deployment,
                $"reviewer.asked:{one.Person.Id}:mail",
                "reviewer.asked",
                AuditEntry.Gate,
                $"{one.Person.Name} is asked by mail: {one.Why}.");
            await audit.AppendAsync(entry, cancellationToken);
        }
    }

    /// <summary>One mail that cannot be sent does not keep the others back.</summary>
    /// <exception cref="AggregateException">Mails could not be sent. Those that were are not sent again by another attempt.</exception>
    private async Task SendAsync(
        Review review, EscalationStep step, Person[] deciding, Person[] informed, CancellationToken cancellationToken)
    {
        List<(Person[] To, string? Token)> letters =
            [.. deciding.Select(person => (new[] { person }, links.Create(review, person, $"{step.Name}.escalation")))];
        if (informed.Length > 0)
        {
            letters.Add((informed, null));
        }

        List<Exception> failures = [];
        foreach (var (to, token) in letters)
        {
            try
            {
                var refusals = await mail.SendEscalationAsync(review, step, to, token, cancellationToken);
                await audit.AppendRefusalsAsync(review.Id, step.Name, refusals, cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException($"{failures.Count} of {letters.Count} escalation mails could not be sent.", failures);
        }
    }
}
