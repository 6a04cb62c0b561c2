using Workflow.Core.Deployments;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Scheduled;
using Workflow.Tests.Fakes;

namespace Workflow.Tests.Orchestration.Scheduled;

public sealed class SendWeeklyReportTests : IDisposable
{
    private readonly VirtualGate gate = new(
        VirtualGate.Step("first", TimeSpan.FromHours(4), TimeSpan.FromHours(1)), VirtualGate.Step("second", TimeSpan.FromHours(4)));

    private readonly InMemoryDeliveryLog deliveries = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_Last_Week_Is_Told_With_What_The_Audit_Trails_Know()
    {
        gate.People.Add("anna", Level.Senior);
        gate.People.Add("ben", Level.Senior);
        await gate.StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromHours(5));
        await gate.DecideAsync("anna", DecisionKind.Approve);
        await ToMondayAsync();

        await RunAsync();

        var report = Assert.Single(gate.Mail.Reports);
        Assert.Equal(new IsoWeek(2026, 2), report.Week);
        Assert.Equal((1, 1), (report.Outcomes.Requested, report.Outcomes.Approved));
        Assert.Equal((1, 3), (report.Escalations, report.Reminders));
        Assert.Equal(new DecisionTimes(1, TimeSpan.FromHours(5), TimeSpan.FromHours(5)), report.DecisionTimes);
        Assert.Equal(2, report.Reviewers.Count);
        Assert.Empty(report.Open);
    }

    [Fact]
    public async Task Two_Runs_In_A_Week_Send_One_Report()
    {
        await ToMondayAsync();

        await Task.WhenAll(RunAsync(), RunAsync());
        await gate.AdvanceAsync(TimeSpan.FromDays(3));
        await RunAsync();

        Assert.Single(gate.Mail.Reports);
    }

    [Fact]
    public async Task A_Report_That_Could_Not_Be_Sent_Is_Sent_By_The_Next_Run()
    {
        await ToMondayAsync();
        gate.Mail.FailReports = 1;

        await Assert.ThrowsAsync<IOException>(RunAsync);
        await RunAsync();
        await RunAsync();

        Assert.Single(gate.Mail.Reports);
    }

    [Fact]
    public async Task A_Report_That_Was_Never_Sent_In_Its_Week_Comes_With_The_Next()
    {
        await gate.StartAsync();
        await ToMondayAsync();
        gate.Mail.FailReports = 1;
        await Assert.ThrowsAsync<IOException>(RunAsync);
        await gate.AdvanceAsync(TimeSpan.FromDays(7));

        await RunAsync();

        Assert.Equal([new IsoWeek(2026, 3), new IsoWeek(2026, 2)], gate.Mail.Reports.Select(report => report.Week));
    }

    [Fact]
    public async Task A_Review_That_Is_Open_Is_Told_Whichever_Week_It_Is_From()
    {
        var old = gate.Request with { Id = DeploymentId.Parse("old"), RequestedAt = gate.Time.GetUtcNow().AddDays(-50) };
        await gate.Reviews.CreateAsync(new Review(old, ReviewState.Unreported, old.RequestedAt), Cancellation);

        await RunAsync();

        var report = Assert.Single(gate.Mail.Reports);
        Assert.Equal((0, 1), (report.Outcomes.Requested, report.Unreported));
    }

    public void Dispose() => gate.Dispose();

    /// <summary>From Wednesday 09:00 to the next Monday 06:00.</summary>
    private Task ToMondayAsync() => gate.AdvanceAsync(new DateTimeOffset(2026, 1, 12, 6, 0, 0, TimeSpan.Zero) - gate.Time.GetUtcNow());

    private Task RunAsync() =>
        new SendWeeklyReportJob(gate.Reviews, gate.BreakGlasses, gate.Frictions, gate.Audit, deliveries, gate.Mail, gate.Time).RunAsync(Cancellation);
}
