using Workflow.Core.Reviews;
using Workflow.Orchestration;

namespace Workflow.Tests.Orchestration;

public sealed class AbandonedReviewTests
{
    [Fact]
    public async Task A_Review_Whose_Orchestration_Failed_Is_Cancelled_And_Answered_Once()
    {
        using var gate = NewGate();
        await gate.StartAsync();
        await gate.Engine.RaiseEventAsync(VirtualGate.Id.Value, ReviewEvents.Decision, "not a decision");
        var failed = await gate.Engine.GetInstanceAsync(VirtualGate.Id.Value);

        await gate.SweepAsync();
        await gate.SweepAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed!.RuntimeStatus);
        Assert.Equal(OutcomeReason.Failed, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
        Assert.Equal(ReviewState.Cancelled, gate.Channel.Shown.Values.Single().State);
        await gate.AssertAuditIsIntactAsync();
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
