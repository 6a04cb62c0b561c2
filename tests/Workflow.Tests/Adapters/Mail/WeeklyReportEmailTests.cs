using Workflow.Adapters.Mail;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Adapters.Mail;

public sealed class WeeklyReportEmailTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly WeeklyReport Report = new(
        new IsoWeek(2026, 10),
        new DateTimeOffset(2026, 3, 9, 6, 0, 0, TimeSpan.Zero),
        new OutcomeCounts(12, 9, 2, 1, 3, 1, 2, 1, 1, 2),
        new ProvenanceCounts(14, 11, 5, 3, 1),
        new DecisionTimes(11, TimeSpan.FromMinutes(42), new TimeSpan(1, 3, 10, 0)),
        6,
        17,
        [new ServiceLoad("payments", new OutcomeCounts(10, 5, 1, 0, 2, 0, 0, 0, 1, 1)), new ServiceLoad("<b>shop</b>\r\nBcc: all", new OutcomeCounts(2, 4, 1, 1, 1, 1, 2, 1, 0, 1))],
        [new ReviewerLoad("Grace Hopper", 12, 7), new ReviewerLoad("Barbara Liskov", 9, 4)],
        [
            new OpenReview(DeploymentId.Parse("payments-40"), "payments", "production", ReviewState.Unreported, TimeSpan.FromDays(33)),
            new OpenReview(DeploymentId.Parse("shop-7"), "shop", "production", ReviewState.Waiting, new TimeSpan(5, 20, 0)),
        ])
    {
        FrictionControls =
            [
                new FrictionLoad(
                    "after-the-outage", "ada@example.com", FrictionMode.Enforce, Monday.AddDays(1), Monday.AddDays(30), HasEnded: false, IsNew: true, 3, 2),
                new FrictionLoad(
                    "two-pairs-of-eyes", "grace@example.com", FrictionMode.Shadow, Monday.AddDays(-9), Monday.AddDays(4), HasEnded: true, IsNew: false, 1, 0),
            ],
    };

    [Fact]
    public void Plain_Text() => Approval.Verify(WeeklyReportEmail.Compose(Report, MailFixtures.Options).TextBody!, "txt");

    [Fact]
    public void Page() => Approval.Verify(WeeklyReportEmail.Compose(Report, MailFixtures.Options).HtmlBody!, "html");

    [Fact]
    public void An_Empty_Week_Is_Told_Without_Numbers_That_Nobody_Knows()
    {
        var empty = WeeklyReport.Of(Report.Week, [], [], Report.At);

        Approval.Verify(WeeklyReportEmail.Compose(empty, MailFixtures.Options).TextBody!, "txt");
    }

    [Fact]
    public void Long_Lists_Are_Cut_And_Say_So()
    {
        var cut = Report with { Reviewers = [.. Enumerable.Range(0, 25).Select(number => new ReviewerLoad($"person {number}", 1, 1))] };

        var text = WeeklyReportEmail.Compose(cut, MailFixtures.Options).TextBody!;

        Assert.Contains("person 19: asked 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("person 20", text, StringComparison.Ordinal);
        Assert.Contains("and 5 more", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_Week_Has_One_Message_Id()
    {
        var message = WeeklyReportEmail.Compose(Report, MailFixtures.Options);

        Assert.Equal("weekly_report.2026-W10@example.com", message.MessageId);
        Assert.Equal("Deployment reviews in week 2026-W10", message.Subject);
    }

    [Fact]
    public void The_Operators_Get_It_Where_Nobody_Else_Is_Named()
    {
        var named = new MailOptions { OperatorAddresses = { "operators@example.com" }, ReportAddresses = { "meeting@example.com" } };

        Assert.Equal("meeting@example.com", WeeklyReportEmail.Compose(Report, named).To.ToString());
        Assert.Equal("operators@example.com", WeeklyReportEmail.Compose(Report, MailFixtures.Options).To.ToString());
    }
}
