using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using Workflow.Core.Policy;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Mail;

/// <summary>
/// Composes the gate's mails and hands them on. A mail is claimed by its Message-ID before it is handed on and confirmed afterwards, so
/// that a second attempt sends nothing. An attempt that was cut off in between is made again: the mail then may come twice, and mail
/// programs know it by its Message-ID.
/// </summary>
internal sealed partial class MailNotifier(
    IMailTransport transport, IDeliveryLog deliveries, IOptions<MailOptions> options, TimeProvider time, ILogger<MailNotifier> logger)
    : IMailNotifier
{
    private const string Scope = "mail";
    private const string Sent = "sent";

    public async Task<IReadOnlyList<MailRefusal>> SendEscalationAsync(
        Review review, EscalationStep step, IReadOnlyList<Person> recipients, string? token, CancellationToken cancellationToken)
    {
        var message = EscalationEmail.Compose(review, step, recipients, token, options.Value, time.GetUtcNow());
        MailRefusal[] without =
        [
            .. recipients.Where(person => !Mailboxes.TryParse(person.Email, out _))
                .Select(person => new MailRefusal(person.Email ?? "", "it is no address that mail can be sent to")),
        ];
        if (without.Length > 0)
        {
            Log.WithoutAddress(logger, review.Id.Value, step.Name, without.Length, recipients.Count);
        }

        return [.. without, .. await SendOnceAsync(message, cancellationToken)];
    }

    public Task<IReadOnlyList<MailRefusal>> SendReviewRequestAsync(
        Review review, AskedReviewer reviewer, string? token, CancellationToken cancellationToken) =>
        SendOnceAsync(ReviewRequestEmail.Compose(review, reviewer, token, options.Value, time.GetUtcNow()), cancellationToken);

    public Task<IReadOnlyList<MailRefusal>> SendReminderAsync(
        Review review, AskedReviewer reviewer, string reminder, string? token, CancellationToken cancellationToken) =>
        SendOnceAsync(
            ReviewRequestEmail.ComposeReminder(review, reviewer, reminder, token, options.Value, time.GetUtcNow()), cancellationToken);

    public Task<IReadOnlyList<MailRefusal>> SendOutcomeAsync(
        Review review, IReadOnlyList<MailRecipient> recipients, CancellationToken cancellationToken) =>
        SendOnceAsync(OutcomeEmail.Compose(review, recipients, options.Value, time.GetUtcNow()), cancellationToken);

    public async Task SendAlarmAsync(Review review, string problem, CancellationToken cancellationToken)
    {
        if (options.Value.OperatorAddresses.Count == 0)
        {
            Log.NobodyToAlarm(logger, review.Id.Value, problem);
            return;
        }

        await SendAsync(AlarmEmail.Compose(review, problem, options.Value, time.GetUtcNow()), cancellationToken);
    }

    public async Task SendWeeklyReportAsync(WeeklyReport report, CancellationToken cancellationToken)
    {
        if (options.Value.ReportRecipients.Count == 0)
        {
            Log.NobodyToReportTo(logger, report.Week);
            return;
        }

        await SendAsync(WeeklyReportEmail.Compose(report, options.Value), cancellationToken);
    }

    public Task SendFrictionNoticeAsync(FrictionControl control, FrictionNotice notice, CancellationToken cancellationToken) =>
        SendAsync(FrictionControlEmail.Compose(control, notice, options.Value, time.GetUtcNow()), cancellationToken);

    public async Task SendBreakGlassAsync(
        Review review, BreakGlass breakGlass, IReadOnlyList<Person> managers, CancellationToken cancellationToken)
    {
        var message = BreakGlassEmail.Compose(review, breakGlass, managers, options.Value, time.GetUtcNow());
        if (message.To.Count == 0)
        {
            Log.NobodyToAlarm(logger, review.Id.Value, breakGlass.Describe());
            return;
        }

        await SendAsync(message, cancellationToken);
    }

    /// <summary>A mail that whoever calls keeps from being sent twice, or that may be: one that reaches nobody is an error.</summary>
    private async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var refusals = await transport.SendAsync(message, cancellationToken);
        if (refusals.Count > 0 && refusals.Count >= message.To.Count)
        {
            var reasons = string.Join("; ", refusals.Select(refusal => $"{refusal.Address}: {refusal.Reason}"));
            throw new InvalidOperationException($"The mail server refuses every recipient: {reasons}");
        }
    }

    /// <summary>A mail about a review: those whom it cannot reach are told of and hold nothing up.</summary>
    private async Task<IReadOnlyList<MailRefusal>> SendOnceAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var id = message.MessageId!;
        if (message.To.Count == 0 || await deliveries.HasAttemptAsync(Scope, id, Sent, cancellationToken))
        {
            return [];
        }

        await deliveries.ClaimAsync(Scope, id, id, null, cancellationToken);
        var refusals = await transport.SendAsync(message, cancellationToken);
        await deliveries.ClaimAsync(Scope, id, id, Sent, cancellationToken);
        return refusals;
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The escalation mail of {Deployment}, step {Step}, misses {Missing} of {Recipients} recipients: no usable address")]
        public static partial void WithoutAddress(ILogger logger, string deployment, string step, int missing, int recipients);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Deployment {Deployment} needs an operator, and Mail:OperatorAddresses names none: {Problem}")]
        public static partial void NobodyToAlarm(ILogger logger, string deployment, string problem);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The report of week {Week} is sent to nobody: neither Mail:ReportAddresses nor Mail:OperatorAddresses names anyone")]
        public static partial void NobodyToReportTo(ILogger logger, IsoWeek week);
    }
}
