using Workflow.Core.Policy;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;

namespace Workflow.Orchestration.Ports;

/// <summary>
/// Sends the gate's mails. Each has a Message-ID derived from what it is about, so that a second attempt is the same mail. Mails of a
/// review are claimed by it before they are sent and confirmed afterwards: a second attempt sends nothing, unless the first was cut off in
/// between; then the mail may come twice, with the same Message-ID. Alarms are sent as often as they are raised.
/// </summary>
public interface IMailNotifier
{
    /// <summary>Tells people that a review waits, who was asked and did not answer, and what happens at the deadline.</summary>
    /// <param name="token">Of the link to the decision page of the one who gets the mail; null for a mail that decides nothing.</param>
    /// <returns>Those whom the mail server refuses for good.</returns>
    Task<IReadOnlyList<MailRefusal>> SendEscalationAsync(
        Review review, EscalationStep step, IReadOnlyList<Person> recipients, string? token, CancellationToken cancellationToken);

    /// <summary>Tells a reviewer that a card waits for them.</summary>
    /// <param name="token">Of their link to the decision page; null where they decide on their card alone.</param>
    /// <returns>The reviewer, where the mail server refuses them for good.</returns>
    Task<IReadOnlyList<MailRefusal>> SendReviewRequestAsync(
        Review review, AskedReviewer reviewer, string? token, CancellationToken cancellationToken);

    /// <summary>Reminds a reviewer who was asked by mail.</summary>
    /// <param name="reminder">What tells the reminders of one reviewer apart.</param>
    /// <param name="token">Of their link to the decision page; null where there is none.</param>
    /// <returns>The reviewer, where the mail server refuses them for good.</returns>
    Task<IReadOnlyList<MailRefusal>> SendReminderAsync(
        Review review, AskedReviewer reviewer, string reminder, string? token, CancellationToken cancellationToken);

    /// <summary>Tells people how a review ended.</summary>
    /// <returns>Those whom the mail server refuses for good.</returns>
    Task<IReadOnlyList<MailRefusal>> SendOutcomeAsync(
        Review review, IReadOnlyList<MailRecipient> recipients, CancellationToken cancellationToken);

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

/// <summary>An address that the mail server refuses for good.</summary>
/// <param name="Reason">The server's answer.</param>
public sealed record MailRefusal(string Address, string Reason);
