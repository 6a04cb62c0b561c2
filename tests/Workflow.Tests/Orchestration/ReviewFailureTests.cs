using Workflow.Core.Reviews;

namespace Workflow.Tests.Orchestration;

public sealed class ReviewFailureTests
{
    [Theory]
    [InlineData("OpenReview")]
    [InlineData("EvaluatePolicy")]
    [InlineData("BeginStep")]
    [InlineData("FindReviewer")]
    [InlineData("JudgeDecision")]
    [InlineData("RecheckHead")]
    [InlineData("RecordOutcome")]
    public async Task An_Activity_That_Fails_For_Good_Ends_In_A_Reported_Cancel(string broken)
    {
        using var gate = NewGate();
        gate.Broken.Add(broken);
        await gate.StartAsync();
        if (gate.Channel.Sent.Count > 0)
        {
            await gate.RaiseDecisionAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve);
        }

        await gate.AdvanceAsync(TimeSpan.FromDays(30));

        var outcome = Assert.Single(gate.Pipeline.Told).Outcome;
        Assert.Equal(OutcomeReason.Failed, outcome.Reason);
        Assert.False(outcome.IsRelease);
        Assert.Contains("callback.delivered", await gate.AuditKindsAsync());
        Assert.True(broken != "RecordOutcome" || (await gate.AuditKindsAsync()).Contains("activity.failed"));
        Assert.Equal(ReviewState.Cancelled, (await gate.ReviewAsync()).State);
    }

    [Theory]
    [InlineData("RemindReviewer")]
    [InlineData("SendEscalationMail")]
    [InlineData("UpdateApprovalCards")]
    public async Task A_Failing_Message_Is_Recorded_And_Does_Not_Stop_The_Review(string broken)
    {
        using var gate = NewGate();
        gate.Broken.Add(broken);
        await gate.StartAsync();

        await gate.AdvanceAsync(TimeSpan.FromDays(30));

        Assert.Equal(OutcomeReason.TimedOut, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
        Assert.Contains("activity.failed", await gate.AuditKindsAsync());
    }

    [Fact]
    public async Task A_Channel_That_Is_Down_Ends_In_A_Reported_Cancel()
    {
        using var gate = NewGate();
        gate.Channel.IsDown = true;
        await gate.StartAsync();

        await gate.AdvanceAsync(TimeSpan.FromDays(30));

        Assert.Equal(OutcomeReason.NoEligibleReviewer, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
        Assert.Contains("activity.failed", await gate.AuditKindsAsync());
    }

    [Fact]
    public async Task A_Pipeline_That_Does_Not_Answer_Is_Told_Again_Until_It_Does()
    {
        using var gate = NewGate();
        gate.Pipeline.FailNext = 20;
        await gate.StartAsync();
        await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve);

        await gate.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Single(gate.Pipeline.Told);
        Assert.Equal(ReviewState.Released, (await gate.ReviewAsync()).State);
        Assert.Empty(gate.Mail.Alarms);
    }

    [Fact]
    public async Task A_Pipeline_That_Does_Not_Answer_For_Long_Raises_An_Alarm_And_Is_Told_All_The_Same()
    {
        using var gate = NewGate();
        gate.Pipeline.FailNext = int.MaxValue;
        await gate.StartAsync();
        await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve);

        await gate.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.Empty(gate.Pipeline.Told);
        Assert.Single(gate.Mail.Alarms);
        Assert.Equal(ReviewState.Unreported, (await gate.ReviewAsync()).State);
        Assert.Equal(ReviewState.Unreported, gate.Channel.Shown.Values.First().State);
        Assert.Contains("callback.failed", await gate.AuditKindsAsync());

        gate.Pipeline.FailNext = 0;
        await gate.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal(OutcomeReason.Approved, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
        Assert.Equal(ReviewState.Released, gate.Channel.Shown.Values.First().State);
    }

    [Fact]
    public async Task A_Pipeline_That_Is_Gone_For_Good_Is_Given_Up_After_A_Month()
    {
        using var gate = NewGate();
        gate.Pipeline.FailNext = int.MaxValue;
        await gate.StartAsync();
        await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve);

        await gate.AdvanceAsync(TimeSpan.FromDays(40));

        Assert.Equal(OutcomeReason.Approved, (await gate.OutcomeAsync()).Reason);
        Assert.Equal(ReviewState.Unreported, (await gate.ReviewAsync()).State);
    }

    private static VirtualGate NewGate()
    {
        var gate = new VirtualGate(
            VirtualGate.Step("first", TimeSpan.FromDays(1), TimeSpan.FromHours(6)),
            VirtualGate.Step("second", TimeSpan.FromDays(1), null, "manager"));
        gate.People.Add("anna", Level.Senior);
        gate.People.Add("ben", Level.Senior);
        return gate;
    }
}
