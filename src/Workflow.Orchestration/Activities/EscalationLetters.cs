using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>The mails of one ladder step: one for each who can decide, with a link of their own, and one for all others.</summary>
internal sealed class EscalationLetters(IMailNotifier mail, IDecisionLinks links, IAuditLog audit)
{
    /// <summary>One mail that cannot be sent does not keep the others back. Whom a mail does not reach is in the trail.</summary>
    /// <returns>Those whom no mail server has refused so far.</returns>
    /// <exception cref="AggregateException">
    /// Mails could not be sent, and this is not the last attempt. Those that were are not sent again by another one.
    /// </exception>
    public async Task<IReadOnlyList<Person>> SendAsync(
        Review review, SendEscalationMailInput input, Person[] deciding, Person[] informed, CancellationToken cancellationToken)
    {
        List<(Person[] To, string? Token)> letters =
            [.. deciding.Select(person => (new[] { person }, links.Create(review, person, $"{input.Step.Name}.escalation")))];
        if (informed.Length > 0)
        {
            letters.Add((informed, null));
        }

        List<Person> reached = [];
        List<Exception> failures = [];
        foreach (var (to, token) in letters)
        {
            IReadOnlyList<MailRefusal> refusals;
            try
            {
                refusals = await mail.SendEscalationAsync(review, input.Step, to, token, cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures.Add(failure);
                refusals = input.IsLastAttempt ? [.. to.Select(person => new MailRefusal(person.Email!, failure.Message))] : [];
            }

            await audit.AppendRefusalsAsync(review.Id, input.Step.Name, refusals, cancellationToken);
            reached.AddRange(refusals.Count >= to.Length
                ? []
                : to.Where(person => refusals.All(one => !IsSame(one.Address, person.Email))));
        }

        return failures.Count == 0 || input.IsLastAttempt
            ? reached
            : throw new AggregateException($"{failures.Count} of {letters.Count} escalation mails could not be sent.", failures);
    }

    private static bool IsSame(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
