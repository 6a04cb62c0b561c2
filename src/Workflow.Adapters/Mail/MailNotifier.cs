using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflow.Core.Policy;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Mail;

/// <summary>Composes the gate's mails and hands them on.</summary>
internal sealed partial class MailNotifier(
    IMailTransport transport, IOptions<MailOptions> options, TimeProvider time, ILogger<MailNotifier> logger) : IMailNotifier
{
    public async Task SendEscalationAsync(
        Review review, EscalationStep step, IReadOnlyList<Person> recipients, CancellationToken cancellationToken)
    {
        var message = EscalationEmail.Compose(review, step, recipients, options.Value, time.GetUtcNow());
        if (message.To.Count < recipients.Count)
        {
            Log.WithoutAddress(logger, review.Id.Value, step.Name, recipients.Count - message.To.Count, recipients.Count);
        }

        if (message.To.Count > 0)
        {
            await transport.SendAsync(message, cancellationToken);
        }
    }

    public async Task SendReviewRequestAsync(Review review, AskedReviewer reviewer, CancellationToken cancellationToken)
    {
        var message = ReviewRequestEmail.Compose(review, reviewer, options.Value, time.GetUtcNow());
        if (message.To.Count > 0)
        {
            await transport.SendAsync(message, cancellationToken);
        }
    }

    public async Task SendAlarmAsync(Review review, string problem, CancellationToken cancellationToken)
    {
        if (options.Value.OperatorAddresses.Count == 0)
        {
            Log.NobodyToAlarm(logger, review.Id.Value, problem);
            return;
        }

        await transport.SendAsync(AlarmEmail.Compose(review, problem, options.Value, time.GetUtcNow()), cancellationToken);
    }

    public async Task SendWeeklyReportAsync(WeeklyReport report, CancellationToken cancellationToken)
    {
        if (options.Value.ReportRecipients.Count == 0)
        {
            Log.NobodyToReportTo(logger, report.Week);
            return;
        }

        await transport.SendAsync(WeeklyReportEmail.Compose(report, options.Value), cancellationToken);
    }

    public Task SendFrictionNoticeAsync(FrictionControl control, FrictionNotice notice, CancellationToken cancellationToken) =>
        transport.SendAsync(FrictionControlEmail.Compose(control, notice, options.Value, time.GetUtcNow()), cancellationToken);

    public async Task SendBreakGlassAsync(
        Review review, BreakGlass breakGlass, IReadOnlyList<Person> managers, CancellationToken cancellationToken)
    {
        var message = BreakGlassEmail.Compose(review, breakGlass, managers, options.Value, time.GetUtcNow());
        if (message.To.Count == 0)
        {
            Log.NobodyToAlarm(logger, review.Id.Value, breakGlass.Describe());
            return;
        }

        await transport.SendAsync(message, cancellationToken);
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
