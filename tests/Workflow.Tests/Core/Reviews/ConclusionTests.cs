using CsCheck;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class ConclusionTests
{
    private static readonly Gen<JudgedDecision> Approval =
        Gen.Int[1, 4].Select(Gen.Int[1, 99], (person, id) => Given.Judged($"p{person}", DecisionKind.Approve, $"d{id}"));

    private static readonly Gen<JudgedDecision> Rejection =
        Gen.Int[1, 4].Select(person => Given.Judged($"p{person}", DecisionKind.Reject));

    private static ReviewRequirement Needs(int approvals) => new(Level.Senior, approvals);

    [Fact]
    public void Nothing_Decided_Concludes_Nothing() => Assert.Null(DecisionRules.Conclude([], Needs(1)));

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-1)]
    public void One_Approval_Releases_And_None_Never_Does(int needed)
    {
        Assert.Null(DecisionRules.Conclude([], Needs(needed)));
        Assert.True(DecisionRules.Conclude([Given.Judged("rita", DecisionKind.Approve)], Needs(needed))!.IsRelease);
    }

    [Fact]
    public void A_Release_Names_All_Who_Approved_And_What_They_Wrote()
    {
        JudgedDecision[] approvals =
        [
            Given.Judged("rita", DecisionKind.Approve) with { Comment = "Fine" },
            Given.Judged("sam", DecisionKind.Approve),
            Given.Judged("tom", DecisionKind.Approve) with { Comment = "Good" },
        ];

        var outcome = DecisionRules.Conclude(approvals, Needs(3))!;

        Assert.Equal(OutcomeReason.Approved, outcome.Reason);
        Assert.Equal("Approved by rita and sam and tom.", outcome.Explanation);
        Assert.Equal(["rita", "sam", "tom"], outcome.DecidedBy);
        Assert.Equal("Fine / Good", outcome.Comment);
    }

    [Fact]
    public void A_Rejection_Cancels_With_Its_Comment()
    {
        var outcome = DecisionRules.Conclude([Given.Judged("rita", DecisionKind.Reject)], Needs(1))!;

        Assert.False(outcome.IsRelease);
        Assert.Equal("Rejected by rita: Not yet.", outcome.Explanation);
        Assert.Equal("Not yet.", outcome.Comment);
        Assert.Equal(["rita"], outcome.DecidedBy);
    }

    [Fact]
    public void A_Rejection_Among_The_Accepted_Wins_In_Whatever_Order() =>
        Gen.Select(Approval.List[0, 6], Rejection, Gen.Int[0, 6], Gen.Int[0, 3]).Sample((approvals, rejection, place, needed) =>
        {
            approvals.Insert(Math.Min(place, approvals.Count), rejection);

            Assert.Equal(OutcomeReason.Rejected, DecisionRules.Conclude(approvals, Needs(needed))?.Reason);
        });

    [Fact]
    public void It_Releases_With_Enough_Different_People_And_Never_With_Fewer() =>
        Gen.Select(Approval.List[0, 8], Gen.Int[1, 4]).Sample((approvals, needed) =>
        {
            var people = approvals.Select(approval => approval.ReviewerId).Distinct().ToList();

            var outcome = DecisionRules.Conclude(approvals, Needs(needed));

            Assert.Equal(people.Count >= needed, outcome?.IsRelease == true);
            Assert.Equal(outcome is null ? [] : people, outcome?.DecidedBy ?? []);
        });

    [Theory]
    [InlineData(OutcomeReason.ReleasedByPolicy)]
    [InlineData(OutcomeReason.Approved)]
    [InlineData(OutcomeReason.Rejected)]
    public void A_Cancel_Without_A_Decision_Cannot_Have_A_Reason_That_Needs_One(OutcomeReason reason) =>
        Assert.Throws<ArgumentException>(() => ReviewOutcome.Cancelled(reason, "why"));

    [Fact]
    public void Only_Policy_Approval_And_Break_Glass_Release()
    {
        var releasing = Enum.GetValues<OutcomeReason>().Where(reason => new ReviewOutcome(reason, "", []).IsRelease);

        Assert.Equal([OutcomeReason.ReleasedByPolicy, OutcomeReason.Approved, OutcomeReason.BreakGlass], releasing);
    }
}
