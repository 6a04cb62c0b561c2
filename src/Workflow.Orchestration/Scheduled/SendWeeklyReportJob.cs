using Workflow.Core.Audit;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Scheduled;

/// <summary>Mails the report of the last week, and of the week before where it was not sent.</summary>
public sealed class SendWeeklyReportJob(
    IReviewStore reviews,
    IBreakGlassStore breakGlasses,
    FrictionRegister controls,
    IAuditLog audit,
    IDeliveryLog deliveries,
    IMailNotifier mail,
    TimeProvider clock) : IScheduledJob
{
    private const string Scope = "weekly-report";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var last = IsoWeek.Of(clock.GetUtcNow()).Previous;
        await SendOnceAsync(last, isNews: true, cancellationToken);
        await SendOnceAsync(last.Previous, isNews: false, cancellationToken);
    }

    /// <param name="isNews">Whether even a week without deployments is told.</param>
    private Task<bool> SendOnceAsync(IsoWeek week, bool isNews, CancellationToken cancellationToken) =>
        deliveries.SendOnceAsync(Scope, week.ToString(), () => SendAsync(week, isNews, cancellationToken), cancellationToken);

    private async Task SendAsync(IsoWeek week, bool isNews, CancellationToken cancellationToken)
    {
        var report = await MakeAsync(week, cancellationToken);
        if (isNews || report.Outcomes.Requested > 0)
        {
            await mail.SendWeeklyReportAsync(report, cancellationToken);
        }
    }

    private async Task<WeeklyReport> MakeAsync(IsoWeek week, CancellationToken cancellationToken)
    {
        List<ReportedReview> reported = [];
        await foreach (var review in reviews.ListRequestedAsync(week.Begin, week.End, cancellationToken))
        {
            IReadOnlyList<AuditRecord> trail =
                ReportedReview.NeedsTrail(review) ? await audit.ReadAsync(review.Id, cancellationToken) : [];
            reported.Add(ReportedReview.Of(review, trail));
        }

        List<Review> open = await reviews.ListOpenAsync(cancellationToken).ToListAsync(cancellationToken);
        var asked = await breakGlasses.ListAskedAsync(week.Begin, week.End, cancellationToken).ToListAsync(cancellationToken);
        var known = await controls.ListAsync(cancellationToken);
        return WeeklyReport.Of(week, reported, open, clock.GetUtcNow(), asked, known);
    }
}
