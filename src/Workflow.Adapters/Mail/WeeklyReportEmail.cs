using System.Globalization;
using MimeKit;
using Workflow.Core;
using Workflow.Core.Policy;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Mail;

/// <summary>The mail that the operations meeting reads.</summary>
public static class WeeklyReportEmail
{
    private const int MaxListed = 20;

    /// <summary>Pure: the same report gives the same mail, and each week's has one Message-ID.</summary>
    public static MimeMessage Compose(WeeklyReport report, MailOptions options)
    {
        var (begin, end) = (Day(report.Week.Begin), Day(report.Week.End.AddDays(-1)));
        var body = new MailBody()
            .Paragraph($"The deployment review gate in week {report.Week}, {begin} to {end} (UTC), as of {Words.Of(report.At)}.")
            .Section("Deployments", Deployments(report.Outcomes))
            .Section("Written with AI", Provenance(report.Provenance))
            .Section("Reviews", Reviews(report))
            .Section("How approvals were given", Signals(report.Signals))
            .Section("Break-glass", BreakGlasses(report.BreakGlasses))
            .Section("Friction controls in force in the week", Frictions(report.FrictionControls))
            .Section("By service", Cut(report.Services, Describe))
            .Section("Reviewers: asked and decided, to share the reviews out", Cut(report.Reviewers, Describe))
            .Section("Open now, of any week", Cut(report.Open, Describe))
            .Paragraph(report.Unreported == 0
                ? "No pipeline waits for an outcome that it could not be told."
                : $"Pipelines that could not be told their outcome and may still wait: {report.Unreported}. They need a hand.")
            .Link("The console", options.ConsoleBaseUrl);
        return GateMail.Create(
            "weekly report",
            report.Week.ToString(),
            $"Deployment reviews in week {report.Week}",
            options.ReportRecipients.Select(MailboxAddress.Parse),
            body,
            options,
            report.At);
    }

    private static IEnumerable<string> Deployments(OutcomeCounts counts)
    {
        yield return $"requested: {counts.Requested}";
        yield return $"released: {counts.Released} (by policy without a review: {counts.ReleasedByPolicy}, approved: {counts.Approved}, "
            + $"by break-glass: {counts.BreakGlass})";
        yield return $"cancelled: {counts.Cancelled} (rejected: {counts.Rejected}, blocked by policy: {counts.BlockedByPolicy}, "
            + $"timed out: {counts.TimedOut}, no eligible reviewer: {counts.NoEligibleReviewer}, withdrawn or superseded: "
            + $"{counts.WithdrawnOrSuperseded}, head moved: {counts.HeadMoved}, for errors: {counts.Failed})";
        yield return $"not decided yet: {counts.Undecided}";
    }

    private static IEnumerable<string> Provenance(ProvenanceCounts counts)
    {
        var share = counts.AiShare is { } known ? known.ToString("P0", CultureInfo.InvariantCulture) : "none to tell of";
        yield return $"assisted: {counts.Assisted}, by an agent: {counts.Agent}, no sign of AI: {counts.None}";
        yield return $"provenance unknown: {counts.Unknown}, not looked at: {counts.NotAssessed}";
        yield return $"share with AI, of those known: {share}";
    }

    private static IEnumerable<string> Reviews(WeeklyReport report)
    {
        var times = report.DecisionTimes;
        yield return times is { Median: { } median, Percentile90: { } percentile }
            ? $"time from request to decision: half within {Span(median)}, nine of ten within {Span(percentile)} ({times.Count} decided)"
            : "time from request to decision: none was decided by a reviewer";
        yield return $"escalations: {report.Escalations}, reminders: {report.Reminders}";
    }

    /// <summary>About how reviewing goes, not about anybody: where it goes too fast there are too many reviews, or too little to see.</summary>
    private static IEnumerable<string> Signals(ApprovalSignals signals)
    {
        if (signals.Approvals == 0)
        {
            yield return "no approvals";
            yield break;
        }

        yield return $"of {signals.Approvals} approvals, given within {Span(SignsOfApproval.QuickWithin)} of the question: {signals.Quick}, "
            + $"without opening diff, run or findings where the gate sees it: {signals.Unopened}";
        yield return $"pairs of an author and a reviewer with {SignsOfApproval.LongSeries} approvals or more and no rejection: {signals.Series}";
        if (signals.Answered > 0)
        {
            yield return $"one person more was asked because of such signs: {signals.Answered}";
        }

        if (signals.Examples.Count > 0)
        {
            yield return $"worth a second look: {string.Join(", ", signals.Examples)}";
        }
    }

    private static IEnumerable<string> BreakGlasses(BreakGlassCounts counts)
    {
        yield return $"used: {counts.Used}, asked for and not confirmed: {counts.NotConfirmed}";
        yield return $"reviews after the fact: approved {counts.Approved}, rejected {counts.Rejected}, ended without a decision "
            + $"{counts.Overdue}, open now {counts.Open}";
    }

    private static IEnumerable<string> Frictions(IReadOnlyList<FrictionLoad> loads) =>
        loads.Count == 0 ? ["none"] : Cut(loads, Describe);

    private static string Describe(FrictionLoad load)
    {
        var since = load.IsNew ? $"new since {Words.Of(load.Starts)}, " : "";
        var life = $"{since}{(load.HasEnded ? "ended at" : "until")} {Words.Of(load.Until)}";
        var effect = load.Mode is FrictionMode.Enforce
            ? $"held for a review {load.Held}, asked for more in {load.Raised}"
            : $"in shadow mode: would have held for a review {load.Held}, asked for more in {load.Raised}";
        return $"{load.Name} of {load.Owner}, {life}; {effect}";
    }

    private static string Describe(ServiceLoad load) =>
        $"{load.Service}: requested {load.Outcomes.Requested}, released {load.Outcomes.Released}, cancelled {load.Outcomes.Cancelled}, "
        + $"not decided yet {load.Outcomes.Undecided}";

    private static string Describe(ReviewerLoad load) => $"{load.Name}: asked {load.Asked}, decided {load.Decided}";

    private static string Describe(OpenReview open) =>
        $"{open.Deployment}: {open.Service} to {open.Environment}, {Words.Of(open.State)}, for {Span(open.Age)}";

    private static IEnumerable<string> Cut<T>(IReadOnlyList<T> all, Func<T, string> describe)
    {
        var lines = all.Take(MaxListed).Select(describe);
        return all.Count > MaxListed ? lines.Append($"and {all.Count - MaxListed} more") : lines;
    }

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan time) =>
        time.TotalDays >= 1 ? $"{time.Days} d {time.Hours} h" : time.TotalHours >= 1 ? $"{time.Hours} h {time.Minutes} min" : $"{time.Minutes} min";
}
