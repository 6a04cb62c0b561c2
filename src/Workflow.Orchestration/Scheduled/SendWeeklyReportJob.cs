using Workflow.Core.Audit;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Scheduled;

/// <summary>
/// Mails the report of the last week, and of the week before where it was not sent. A week is claimed before its mail is sent, so that
/// two runs send one; a failed send gives the claim back, so that the next run sends. Only a process that is killed while it sends
/// leaves a week without its mail or, where the mail was gone already, without a second one.
/// </summary>
public sealed class SendWeeklyReportJob(
    IReviewStore reviews, IAuditLog audit, IDeliveryLog deliveries, IMailNotifier mail, TimeProvider clock) : IScheduledJob
{
    private const string Scope = "weekly-report";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var last = IsoWeek.Of(clock.GetUtcNow()).Previous;
        await SendOnceAsync(last, isNews: true, cancellationToken);
        await SendOnceAsync(last.Previous, isNews: false, cancellationToken);
    }

    /// <param name="isNews">Whether even a week without deployments is told.</param>
    private async Task SendOnceAsync(IsoWeek week, bool isNews, CancellationToken cancellationToken)
    {
        var claim = await deliveries.ClaimAsync(Scope, week.ToString(), Scope, null, cancellationToken);
        if (claim is not DeliveryClaim.First)
        {
            return;
        }

        try
        {
            var report = await MakeAsync(week, cancellationToken);
            if (isNews || report.Outcomes.Requested > 0)
            {
                await mail.SendWeeklyReportAsync(report, cancellationToken);
            }
        }
        catch
        {
            await deliveries.ReleaseAsync(Scope, week.ToString(), CancellationToken.None);
            throw;
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
        return WeeklyReport.Of(week, reported, open, clock.GetUtcNow());
    }
}
