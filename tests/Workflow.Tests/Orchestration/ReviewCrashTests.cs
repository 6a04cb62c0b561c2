using Workflow.Core.Reviews;
using Workflow.Tests.Engine;

namespace Workflow.Tests.Orchestration;

/// <summary>
/// The engine dies at every single write to its history, once before and once after the write is stored, or gets no answer to it.
/// </summary>
public sealed class ReviewCrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Review_Ends_The_Same_Wherever_The_Engine_Dies(bool written)
    {
        for (var write = 1; ; write++)
        {
            using var gate = NewGate();
            gate.Engine.CrashAtWrite(write, written);

            await RunAsync(gate);

            if (gate.Engine.Crashes == 0)
            {
                Assert.True(write > 20, $"only {write} writes were made");
                return;
            }

            await AssertRejectedAsync(gate);
        }
    }

    [Theory]
    [InlineData(LostAnswer.Error, 0)]
    [InlineData(LostAnswer.Error, 1)]
    [InlineData(LostAnswer.Conflict, 0)]
    [InlineData(LostAnswer.Conflict, 1)]
    public async Task A_Review_Ends_The_Same_Whichever_Write_Gets_No_Answer(LostAnswer answer, int lostReads)
    {
        for (var write = 1; ; write++)
        {
            using var gate = NewGate();
            gate.Engine.LoseAnswerAtWrite(write, answer, lostReads);

            await RunAsync(gate);

            if (!gate.Engine.HasLostAnswer)
            {
                Assert.True(write > 20, $"only {write} writes were made");
                return;
            }

            await AssertRejectedAsync(gate);
        }
    }

    private static async Task AssertRejectedAsync(VirtualGate gate)
    {
        Assert.Equal(OutcomeReason.Rejected, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
        var review = await gate.ReviewAsync();
        Assert.Equal(ReviewState.Cancelled, review.State);
        Assert.Equal(2, review.Asked.Count);
        Assert.Equal(2, gate.Channel.Sent.Count);
        await gate.AssertAuditIsIntactAsync();
    }

    private static async Task RunAsync(VirtualGate gate)
    {
        await gate.StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromDays(1) + TimeSpan.FromHours(1));
        await gate.RaiseDecisionAsync("jun", DecisionKind.Approve, id: "author");
        await gate.RaiseDecisionAsync(gate.Channel.Sent[^1].Person, DecisionKind.Reject, "No", id: "second");
        await gate.AdvanceAsync(TimeSpan.FromDays(3));
    }

    private static VirtualGate NewGate()
    {
        var gate = new VirtualGate(
            VirtualGate.Step("first", TimeSpan.FromDays(1), TimeSpan.FromHours(12)),
            VirtualGate.Step("second", TimeSpan.FromDays(1), null, "manager"));
        gate.People.Add("anna", Level.Senior);
        gate.People.Add("ben", Level.Senior);
        return gate;
    }
}
