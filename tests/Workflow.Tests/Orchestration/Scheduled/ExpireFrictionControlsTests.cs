using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Workflow.Core.Audit;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Scheduled;
using Workflow.Tests.Fakes;

namespace Workflow.Tests.Orchestration.Scheduled;

public sealed class ExpireFrictionControlsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly FrictionControl Control = new(
        "careful", "digest", "owner@example.com", "the outage", null, new FrictionScope(["production"], []),
        new ReviewRequirement(Level.Senior, 2), Start, Start.AddDays(30), FrictionMode.Enforce);

    private readonly FakeTimeProvider time = new(Start);
    private readonly FakeFrictionControls controls = new();
    private readonly InMemoryDeliveryLog deliveries = new();
    private readonly RecordingMail mail = new();
    private readonly InMemoryAuditLog audit;

    public ExpireFrictionControlsTests() => audit = new InMemoryAuditLog(time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_End_Is_Told_Once_Three_Days_Before_And_Once_When_It_Came()
    {
        controls.All.Add(Control);

        List<string> told = [];
        for (var day = 0; day <= 60; day++)
        {
            var before = mail.FrictionNotices.Count;
            await RunAsync();
            told.AddRange(mail.FrictionNotices.Skip(before).Select(notice => $"day {day}: {notice.Control} {notice.Notice}"));
            time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(["day 27: careful EndsSoon", "day 30: careful Ended"], told);
    }

    [Fact]
    public async Task Later_Runs_Tell_Nothing_Twice()
    {
        controls.All.AddRange([Control, Control with { Name = "other" }]);
        time.Advance(TimeSpan.FromDays(31));

        await RunAsync();
        await RunAsync();
        time.Advance(TimeSpan.FromDays(365));
        await RunAsync();

        Assert.Equal([("careful", FrictionNotice.Ended), ("other", FrictionNotice.Ended)], mail.FrictionNotices);
    }

    [Fact]
    public async Task A_Failed_Mail_Is_An_Error_Keeps_Nobody_Else_From_Hearing_And_Is_Sent_By_The_Next_Run()
    {
        controls.All.AddRange([Control with { Name = "lost", Owner = "lost@example.com" }, Control]);
        mail.Unreachable.Add("lost@example.com");
        time.Advance(TimeSpan.FromDays(31));

        var failure = await Assert.ThrowsAsync<AggregateException>(RunAsync);
        Assert.Contains("lost@example.com", Assert.Single(failure.InnerExceptions).Message, StringComparison.Ordinal);
        Assert.Equal(["careful"], mail.FrictionNotices.Select(notice => notice.Control));
        mail.Unreachable.Clear();
        await RunAsync();
        await RunAsync();

        Assert.Equal(["careful", "lost"], mail.FrictionNotices.Select(notice => notice.Control));
    }

    [Fact]
    public async Task The_End_Of_A_Renewed_Control_Is_Told_Again()
    {
        controls.All.Add(Control);
        time.Advance(TimeSpan.FromDays(28));
        await RunAsync();

        controls.All[0] = FrictionSteps.Renew(Control, new FrictionRenewal(Start.AddDays(28), "Ada", "Not yet", Start.AddDays(60)));
        await RunAsync();
        time.Advance(TimeSpan.FromDays(30));
        await RunAsync();
        time.Advance(TimeSpan.FromDays(2));
        await RunAsync();

        Assert.Equal([FrictionNotice.EndsSoon, FrictionNotice.EndsSoon, FrictionNotice.Ended], mail.FrictionNotices.Select(notice => notice.Notice));
    }

    [Fact]
    public async Task Another_Reason_For_The_Same_End_Is_No_News()
    {
        controls.All.Add(Control);
        time.Advance(TimeSpan.FromDays(31));
        await RunAsync();

        controls.All[0] = Control with { Reason = "said better", Digest = "other" };
        await RunAsync();

        Assert.Single(mail.FrictionNotices);
    }

    [Fact]
    public async Task A_Cancelled_Run_Stops()
    {
        controls.All.Add(Control);
        time.Advance(TimeSpan.FromDays(31));
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NewJob().RunAsync(cancellation.Token));

        Assert.Empty(mail.FrictionNotices);
    }

    [Fact]
    public async Task The_Whole_Life_Of_A_Control_From_A_File_Is_In_The_Trail_Once()
    {
        controls.All.Add(Control);
        await RunAsync();
        await RunAsync();
        controls.All[0] = FrictionSteps.Renew(Control, new FrictionRenewal(Start.AddDays(20), "Ada", "Not yet", Start.AddDays(40)));
        await RunAsync();
        time.Advance(TimeSpan.FromDays(40));
        await RunAsync();
        await RunAsync();

        Assert.Equal(
            ["friction.created by gate", "friction.renewed by Ada", "friction.ended by gate"],
            (await TrailAsync()).Select(entry => $"{entry.Kind} by {entry.Actor}"));
    }

    [Fact]
    public async Task A_Control_That_Is_Taken_Out_Of_Its_File_Is_In_The_Trail_And_Begins_Anew_When_It_Comes_Back()
    {
        var named = Control with { Name = "with: colons" };
        controls.All.Add(named);
        await RunAsync();
        controls.All.Clear();
        await RunAsync();
        await RunAsync();
        controls.All.Add(named);
        await RunAsync();
        controls.All[0] = named with { Requirement = new ReviewRequirement(Level.Mid, 1) };
        await RunAsync();

        Assert.Equal(
            ["friction.created", "friction.removed", "friction.created", "friction.removed", "friction.created"],
            (await TrailAsync()).Select(entry => entry.Kind));
    }

    [Fact]
    public async Task One_That_Ended_May_Be_Taken_Out_Of_Its_File()
    {
        controls.All.Add(Control);
        time.Advance(TimeSpan.FromDays(31));
        await RunAsync();
        controls.All.Clear();
        await RunAsync();

        Assert.Equal(["friction.created", "friction.ended"], (await TrailAsync()).Select(entry => entry.Kind));
    }

    private async Task<IEnumerable<AuditEntry>> TrailAsync() =>
        (await audit.ReadAsync(FrictionTrail.Id, Cancellation)).Select(record => record.Entry);

    private ExpireFrictionControlsJob NewJob() =>
        new(
            new FrictionRegister([controls]),
            new IncidentResponder(
                new InMemoryIncidents(), new InMemoryFrictionControls(), new FrictionTrail(audit),
                new FakePolicySource(VirtualGate.PolicyOf(new ReviewRequirement(Level.Senior, 1), [])), time),
            new FrictionTrail(audit),
            new FrictionNotices(deliveries, mail, NullLogger<FrictionNotices>.Instance),
            time);

    private Task RunAsync() => NewJob().RunAsync(Cancellation);
}
