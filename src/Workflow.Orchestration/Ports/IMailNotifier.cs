using Workflow.Core.Policy;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;

namespace Workflow.Orchestration.Ports;

/// <summary>
/// Sends the gate's mails. Each has a Message-ID derived from what it is about, so that a second attempt is the same mail.
/// </summary>
public interface IMailNotifier
{
    /// <summary>Tells people that a review waits, who was asked and did not answer, and what happens at the deadline.</summary>
    Task SendEscalationAsync(
        Review review, EscalationStep step, IReadOnlyList<Person> recipients, CancellationToken cancellationToken);

    /// <summary>Tells a reviewer that a card waits for them.</summary>
    Task SendReviewRequestAsync(Review review, AskedReviewer reviewer, CancellationToken cancellationToken);

    /// <summary>Tells the operators of the gate that something needs their hands.</summary>
    Task SendAlarmAsync(Review review, string problem, CancellationToken cancellationToken);

    /// <summary>Tells the operations meeting how the week went. Where nobody is configured to get it, the log says so.</summary>
    Task SendWeeklyReportAsync(WeeklyReport report, CancellationToken cancellationToken);

    /// <summary>
    /// Tells the operators of the gate and the managers of those who wrote the change that a break-glass was asked for or used.
    /// </summary>
    Task SendBreakGlassAsync(Review review, BreakGlass breakGlass, IReadOnlyList<Person> managers, CancellationToken cancellationToken);

    /// <summary>Tells the owner of a friction control and the operators of the gate that an incident opened it, that it ends soon or has ended.</summary>
    Task SendFrictionNoticeAsync(FrictionControl control, FrictionNotice notice, CancellationToken cancellationToken);
}
