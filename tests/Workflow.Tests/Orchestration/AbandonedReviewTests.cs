using Workflow.Core.Reviews;
using Workflow.Orchestration;

namespace Workflow.Tests.Orchestration;

public sealed class AbandonedReviewTests
{
    [Fact]
    public async Task A_Review_Whose_Orchestration_Failed_Is_Cancelled_And_Answered_Once()
    {
        using var gate = NewGate();
        var waiting = new Review(gate.Request, ReviewState.Waiting, gate.Time.GetUtcNow());
        await gate.Reviews.CreateAsync(waiting, TestContext.Current.CancellationToken);
        gate.Engine.AddOrchestrator<string, string>("Broken", (_, _) => throw new InvalidOperationException("changed under it"));
        await gate.Engine.StartAsync("Broken", VirtualGate.Id.Value, "");
        var failed = await gate.Engine.GetInstanceAsync(VirtualGate.Id.Value);
        Assert.Empty(gate.Pipeline.Told);

        await gate.SweepAsync();
        await gate.SweepAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed!.RuntimeStatus);
        Assert.Equal(OutcomeReason.Failed, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
        Assert.Equal(ReviewState.Cancelled, (await gate.ReviewAsync()).State);
        await gate.AssertAuditIsIntactAsync();
    }

    [Fact]
    public async Task A_Request_Whose_Orchestration_Failed_At_Its_Very_Beginning_Is_Cancelled()
    {
        using var gate = NewGate();
        gate.Engine.AddOrchestrator<string, string>("Broken", (_, _) => throw new InvalidOperationException("an input that cannot be read"));
        await gate.Engine.StartAsync("Broken", VirtualGate.Id.Value, "");
        await gate.RequestAsync();

        await gate.SweepAsync();
        await gate.RequestAsync("second");

        Assert.Equal(OutcomeReason.Failed, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
        Assert.Equal(ReviewState.Cancelled, (await gate.ReviewAsync()).State);
        Assert.Equal("deployment.requested", (await gate.AuditKindsAsync())[0]);
    }

    [Fact]
    public async Task A_Request_That_Was_Never_Started_Is_Cancelled_Once_Nobody_Can_Be_About_To_Start_It()
    {
        using var gate = NewGate();
        await gate.Reviews.CreateAsync(
            new Review(gate.Request, ReviewState.Received, gate.Time.GetUtcNow()), TestContext.Current.CancellationToken);

        await gate.AdvanceAsync(TimeSpan.FromSeconds(59));
        await gate.SweepAsync();
        Assert.Empty(gate.Pipeline.Told);

        await gate.AdvanceAsync(TimeSpan.FromSeconds(1));
        await gate.SweepAsync();
        Assert.Equal(OutcomeReason.Failed, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
    }

    [Theory]
    [InlineData(ReviewEvents.Decision)]
    [InlineData(ReviewEvents.End)]
    public async Task An_Event_That_Cannot_Be_Read_Ends_In_A_Reported_Cancel(string name)
    {
        using var gate = NewGate();
        await gate.StartAsync();

        await gate.Engine.RaiseEventAsync(VirtualGate.Id.Value, name, "neither a decision nor an end");

        Assert.Equal(OutcomeReason.Failed, (await gate.OutcomeAsync()).Reason);
        Assert.Single(gate.Pipeline.Told);
        Assert.Equal(ReviewState.Cancelled, gate.Channel.Shown["anna"].State);
    }

    [Fact]
    public async Task An_Action_That_Cannot_Be_Read_Changes_Nothing()
    {
        using var gate = NewGate();
        await gate.StartAsync();

        await gate.Engine.RaiseEventAsync(VirtualGate.Id.Value, ReviewEvents.Action, "no action");

        Assert.Contains("activity.failed", await gate.AuditKindsAsync());
        Assert.Equal(ReviewState.Waiting, (await gate.ReviewAsync()).State);
        await gate.DecideAsync("anna", DecisionKind.Approve);
        Assert.True((await gate.OutcomeAsync()).IsRelease);
    }

    [Fact]
    public async Task A_Review_That_Waits_As_It_Should_Is_Left_Alone()
    {
        using var gate = NewGate();
        await gate.StartAsync();

        await gate.SweepAsync();

        Assert.Empty(gate.Pipeline.Told);
        Assert.Equal(ReviewState.Waiting, (await gate.ReviewAsync()).State);
    }

    private static VirtualGate NewGate()
    {
        var gate = new VirtualGate(VirtualGate.Step("only", TimeSpan.FromDays(1)));
        gate.People.Add("anna", Level.Senior);
        return gate;
    }
}
