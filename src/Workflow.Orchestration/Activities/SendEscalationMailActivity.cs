using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>
/// Sends the escalation mails of a ladder step. Who may decide is put on record as asked before the mail leaves, and gets one of their own
/// with a link to the decision page; the others share one that decides nothing. Where there are no links, nobody is asked by mail. Whom the
/// mail does not reach is not asked by it.
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
        Person[] informed =
            [.. recipients.Select(one => one.Person).Except(deciding).Where(person => !IsUnreached(review, input.Step, person))];
        await RecordAsync(input, recipients, deciding, AskedByMail(review, deciding), cancellationToken);
        var sent = await new EscalationLetters(mail, links, audit).SendAsync(review, input, deciding, informed, cancellationToken);
        review = await reviews.UpdateAsync(
            input.Deployment, before => WithoutUnreached(before, input.Step, sent.Unreached), cancellationToken);
        return sent.Failure is { } failure ? throw failure : new EscalationMailed
        {
            Asked = [.. AskedByMail(review, deciding).Select(one => one.Person.Id)],
            IsReached = sent.Reached.Count > 0,
        };
    }

    private Review Ask(Review review, EscalationStep step, IReadOnlyList<(Person Person, string Role)> recipients)
    {
        var now = clock.GetUtcNow();
        var changed = review.WithMailed(recipients.Select(one => one.Person));
        foreach (var (person, role) in links.AreAvailable && review.Deadline is not null ? recipients : [])
        {
            if (changed.FindAsked(person.Id) is { } known)
            {
                // Whom no card reaches is asked by mail in place of it; whom no mail has reached is not asked by another.
                changed = known is { Undeliverable: not null, ByMail: false, Delegated: null }
                    && review.EligibilityOf(person, known).IsEligible
                    ? changed.WithAsked(known with { ByMail = true, MailedAt = step.Name, Undeliverable = null })
                    : changed;
            }
            else if (review.EligibilityOf(person, step.MinimumLevel, null).IsEligible)
            {
                var why = new AskFact(AskFactKind.Mailed, role);
                var entry = new AskedReviewer(person, step.Name, step.MinimumLevel, null, $"{why}", now, review.Deadline!.Value);
                changed = changed with { Asked = [.. changed.Asked, entry with { Facts = [why], ByMail = true, MailedAt = step.Name }] };
            }
        }

        return changed == review ? review : changed with { UpdatedAt = now };
    }

    /// <summary>
    /// The same review in which those who have nothing but a mail of this step that did not reach them cannot be waited for. Whom an
    /// earlier mail has reached still decides by that one.
    /// </summary>
    private Review WithoutUnreached(Review review, EscalationStep step, IEnumerable<Person> unreached)
    {
        var changed = unreached
            .Select(person => review.FindAsked(person.Id))
            .OfType<AskedReviewer>()
            .Where(one => one is { ByMail: true, Undeliverable: null } && one.MailedAt == step.Name)
            .Aggregate(review, (now, one) => now.WithAsked(one with { Undeliverable = $"no mail reaches {one.Person.Name}" }));
        return ReferenceEquals(changed, review) ? review : changed with { UpdatedAt = clock.GetUtcNow() };
    }

    private static bool IsUnreached(Review review, EscalationStep step, Person person) =>
        review.FindAsked(person.Id) is { ByMail: true, Undeliverable: not null } asked && asked.MailedAt == step.Name;

    private static List<AskedReviewer> AskedByMail(Review review, Person[] deciding) =>
        [.. review.Asked.Where(one => one is { ByMail: true, CanDecide: true } && deciding.Any(person => person.Id == one.Person.Id))];

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
}
