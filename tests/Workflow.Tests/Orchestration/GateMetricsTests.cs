using Microsoft.Extensions.Logging.Abstractions;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Activities;
using Workflow.Orchestration.Intake;
using Workflow.Orchestration.Scheduled;

namespace Workflow.Tests.Orchestration;

public sealed class GateMetricsTests : IDisposable
{
    private readonly GateMeasurements measured = new();
    private readonly VirtualGate gate = new(VirtualGate.Step("only", TimeSpan.FromDays(1)));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_Names_Are_Those_That_Alerts_Refer_To() => Assert.Equal(
        [
            "gate.callbacks.failed", "gate.reviews.no_eligible_reviewer", "gate.orchestrations.failed", "gate.reviews.open",
            "gate.reviews.oldest_open.age",
        ],
        [
            GateMetrics.CallbacksFailed, GateMetrics.NoEligibleReviewer, GateMetrics.OrchestrationsFailed, GateMetrics.OpenReviews,
            GateMetrics.OldestOpenAge,
        ]);

    [Fact]
    public async Task A_Callback_Alarm_Is_Counted_Once_Although_Its_Activity_Runs_Twice()
    {
        var outcome = ReviewOutcome.Cancelled(OutcomeReason.TimedOut, "Nobody decided in time.");
        await gate.Reviews.CreateAsync(new Review(gate.Request, ReviewState.Reporting, gate.Time.GetUtcNow()), Cancellation);
        var activity = new RaiseCallbackAlarmActivity(gate.Reviews, gate.Mail, gate.Audit, gate.Time);

        await activity.RunAsync(new CallbackAlarm(gate.Request, outcome, "no answer"), Cancellation);
        await activity.RunAsync(new CallbackAlarm(gate.Request, outcome, "no answer"), Cancellation);

        Assert.Equal(1, measured.Sum(GateMetrics.CallbacksFailed));
    }

    [Theory]
    [InlineData(OutcomeReason.NoEligibleReviewer, 1)]
    [InlineData(OutcomeReason.TimedOut, 0)]
    public async Task A_Review_Without_An_Eligible_Reviewer_Is_Counted_Once(OutcomeReason reason, int expected)
    {
        var activity = new RecordOutcomeActivity(gate.Reviews, gate.Audit, gate.Time);
        var input = new OutcomeInput(gate.Request, ReviewOutcome.Cancelled(reason, "Why."));

        await activity.RunAsync(input, Cancellation);
        await activity.RunAsync(input, Cancellation);

        Assert.Equal(expected, measured.Sum(GateMetrics.NoEligibleReviewer));
    }

    [Fact]
    public async Task A_Failed_Orchestration_Is_Counted_When_Its_Deployment_Is_Taken_Up()
    {
        gate.Engine.AddOrchestrator<string, string>("Broken", (_, _) => throw new InvalidOperationException("changed under it"));
        await KeepAsync("failed", TimeSpan.Zero);
        await gate.Engine.StartAsync("Broken", "failed", "");
        await gate.StartAsync();

        await RunJobAsync();
        await RunJobAsync();

        Assert.Equal(1, measured.Sum(GateMetrics.OrchestrationsFailed));
    }

    [Fact]
    public async Task Open_Reviews_And_The_Age_Of_The_Oldest_Are_Measured_At_Each_Run()
    {
        await RunJobAsync();

        Assert.Equal(("{review}", 0), measured.Last(GateMetrics.OpenReviews));
        Assert.Equal(("s", 0), measured.Last(GateMetrics.OldestOpenAge));

        gate.People.Add("anna", Level.Senior);
        await gate.StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromMinutes(30));
        await gate.StartAsync(gate.Request with { Id = DeploymentId.Parse("younger"), Service = "other", RequestedAt = gate.Time.GetUtcNow() });
        await gate.AdvanceAsync(TimeSpan.FromMinutes(10));
        await RunJobAsync();

        Assert.Equal(("{review}", 2), measured.Last(GateMetrics.OpenReviews));
        Assert.Equal(("s", 2400), measured.Last(GateMetrics.OldestOpenAge));
    }

    public void Dispose()
    {
        gate.Dispose();
        measured.Dispose();
    }

    private Task RunJobAsync() => new ReconcileReviewsJob(
        new AbandonedReviews(gate.Reviews, gate, gate.Time, NullLogger<AbandonedReviews>.Instance)).RunAsync(Cancellation);

    private Task<Review> KeepAsync(string id, TimeSpan age) => gate.Reviews.CreateAsync(
        new Review(
            gate.Request with { Id = DeploymentId.Parse(id), RequestedAt = gate.Time.GetUtcNow() - age },
            ReviewState.Waiting,
            gate.Time.GetUtcNow()),
        Cancellation);
}
