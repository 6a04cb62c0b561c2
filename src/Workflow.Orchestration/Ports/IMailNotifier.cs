using Workflow.Core.Reviews;

namespace Workflow.Orchestration.Ports;

/// <summary>Sends the gate's mails. Each has a Message-ID derived from the review, so that a second attempt is the same mail.</summary>
public interface IMailNotifier
{
    /// <summary>Tells people that a review waits, who was asked and did not answer, and what happens at the deadline.</summary>
    Task SendEscalationAsync(
        Review review, EscalationStep step, IReadOnlyList<Person> recipients, CancellationToken cancellationToken);

    /// <summary>Tells the operators of the gate that something needs their hands.</summary>
    Task SendAlarmAsync(Review review, string problem, CancellationToken cancellationToken);
}
