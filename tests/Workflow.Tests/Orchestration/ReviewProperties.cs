using CsCheck;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Orchestration;

/// <summary>Whatever people and pipelines do, and wherever the engine dies.</summary>
public sealed class ReviewProperties
{
    private static readonly string[] People = ["anna", "ben", "carl", "jun", "stranger"];

    private static readonly Gen<Act> Acts = Gen.Frequency(
        (4, Gen.Select(Gen.Int[0, People.Length - 1], Gen.Bool, (person, approve) => (Act)new Act.Decide(People[person], approve))),
        (1, Gen.Bool.Select(newer => (Act)new Act.End(newer ? OutcomeReason.Superseded : OutcomeReason.Withdrawn))),
        (3, Gen.Int[1, 40].Select(hours => (Act)new Act.Wait(TimeSpan.FromHours(hours)))),
        (1, Gen.Const((Act)new Act.Crash())),
        (1, Gen.Const((Act)new Act.StartAgain())));

    [Fact]
    public async Task Every_Deployment_Is_Answered_Once_And_Released_Only_By_Those_Who_May() =>
        await Gen.Select(Acts.Array[0, 12], Gen.Int[1, 2]).SampleAsync(
            async (acts, approvals) =>
            {
                using var gate = NewGate(approvals);
                await gate.StartAsync();
                foreach (var act in acts)
                {
                    await PerformAsync(gate, act);
                }

                await gate.AdvanceAsync(TimeSpan.FromDays(30));

                var outcome = Assert.Single(gate.Pipeline.Told).Outcome;
                var review = await gate.ReviewAsync();
                Assert.Equal(outcome.Reason, review.Outcome!.Reason);
                Assert.All(review.Decisions, decision => Assert.Contains(review.Asked, asked => asked.Person.Id == decision.ReviewerId));
                if (outcome.IsRelease)
                {
                    Assert.DoesNotContain(review.Decisions, decision => decision.Kind is DecisionKind.Reject);
                    var approvers = review.Decisions.Select(decision => decision.ReviewerId).Distinct().ToList();
                    Assert.True(approvers.Count >= approvals);
                    Assert.DoesNotContain("jun", approvers);
                }

                if (review.Decisions.Any(decision => decision.Kind is DecisionKind.Reject))
                {
                    Assert.Equal(OutcomeReason.Rejected, outcome.Reason);
                }

                await gate.AssertAuditIsIntactAsync();
            },
            iter: 200,
            threads: 1);

    private static async Task PerformAsync(VirtualGate gate, Act act)
    {
        switch (act)
        {
            case Act.Decide decide:
                await gate.RaiseDecisionAsync(decide.Person, decide.Approve ? DecisionKind.Approve : DecisionKind.Reject, "because");
                break;
            case Act.End end:
                await gate.EndAsync(end.Reason);
                break;
            case Act.Wait wait:
                await gate.AdvanceAsync(wait.Time);
                break;
            case Act.Crash:
                await gate.Engine.CrashAndRecoverAsync();
                break;
            default:
                await gate.StartAsync();
                break;
        }
    }

    private static VirtualGate NewGate(int approvals)
    {
        var gate = new VirtualGate();
        gate.Policy = VirtualGate.PolicyOf(
            new ReviewRequirement(Level.Senior, approvals),
            [VirtualGate.Step("first", TimeSpan.FromDays(1), TimeSpan.FromHours(7)), VirtualGate.Step("second", TimeSpan.FromDays(1))]);
        gate.People.Add("anna", Level.Senior);
        gate.People.Add("ben", Level.Senior);
        gate.People.Add("carl", Level.Principal);
        return gate;
    }

    private abstract record Act
    {
        public sealed record Decide(string Person, bool Approve) : Act;

        public sealed record End(OutcomeReason Reason) : Act;

        public sealed record Wait(TimeSpan Time) : Act;

        public sealed record Crash : Act;

        public sealed record StartAgain : Act;
    }
}
