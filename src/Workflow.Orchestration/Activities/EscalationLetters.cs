using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>The mails of one ladder step: one for each who can decide, with a link of their own, and one for all others.</summary>
internal sealed class EscalationLetters(IMailNotifier mail, IDecisionLinks links, IAuditLog audit)
{
    /// <summary>One mail that cannot be sent does not keep the others back. Whom a mail does not reach is in the trail.</summary>
    public async Task<SentLetters> SendAsync(
        Review review, SendEscalationMailInput input, Person[] deciding, Person[] informed, CancellationToken cancellationToken)
    {
        List<(Person[] To, string? Token)> letters =
            [.. deciding.Select(person => (new[] { person }, links.Create(review, person, $"{input.Step.Name}.escalation")))];
        if (informed.Length > 0)
        {
            letters.Add((informed, null));
        }

        List<Person> reached = [];
        List<Person> unreached = [];
        List<Exception> failures = [];
        foreach (var (to, token) in letters)
        {
            IReadOnlyList<MailRefusal> refusals;
            try
            {
                refusals = await mail.SendEscalationAsync(review, input.Step, to, token, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(failure);
                if (!input.IsLastAttempt)
                {
                    continue;
                }

                refusals = [.. to.Select(person => new MailRefusal(person.Email!, failure.Message))];
            }

            await audit.AppendRefusalsAsync(review.Id, input.Step.Name, refusals, cancellationToken);
            var isRefused = to.ToLookup(person => refusals.Count >= to.Length || refusals.Any(one => IsSame(one.Address, person.Email)));
            reached.AddRange(isRefused[false]);
            unreached.AddRange(isRefused[true]);
        }

        var defect = $"{failures.Count} of {letters.Count} escalation mails could not be sent.";
        return new SentLetters(
            reached, unreached, failures.Count == 0 || input.IsLastAttempt ? null : new AggregateException(defect, failures));
    }

    private static bool IsSame(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <param name="Unreached">Those whom no mail will reach.</param>
/// <param name="Failure">
/// Why other mails could not be sent, where this is not the last attempt; else null. Those that were are not sent again by another one.
/// </param>
internal sealed record SentLetters(IReadOnlyList<Person> Reached, IReadOnlyList<Person> Unreached, AggregateException? Failure);
