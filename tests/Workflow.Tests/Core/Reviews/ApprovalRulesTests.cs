using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class ApprovalRulesTests
{
    private static readonly Person Rita = Given.Person("rita") with { Roles = ["dba"], Team = "data", Logins = ["github:rita"] };

    private static readonly ReviewRequirement Strict = new(Level.Senior, 1)
    {
        Checklist = ["rollback tried", "backup exists"],
        MinimumReading = TimeSpan.FromMinutes(5),
        Evidence = EvidenceKinds.Diff | EvidenceKinds.Findings,
        FreshSignIn = TimeSpan.FromMinutes(15),
    };

    [Fact]
    public void An_Approval_Is_Taken_From_The_Minimum_Reading_Time_On()
    {
        var review = Waiting(new ReviewRequirement(Level.Senior, 1) { MinimumReading = TimeSpan.FromMinutes(5) });

        var early = DecisionRules.Judge(review, Given.Decision(Rita) with { At = Given.Noon.AddMinutes(5).AddTicks(-1) }, Rita);

        Assert.Equal(DecisionRefusal.TooEarly, early.Refusal);
        Assert.Contains("2026-03-04 12:05:00 UTC", early.Message, StringComparison.Ordinal);
        Assert.True(DecisionRules.Judge(review, Given.Decision(Rita) with { At = Given.Noon.AddMinutes(5) }, Rita).IsAccepted);
    }

    [Fact]
    public void Every_Item_Of_The_Checklist_Must_Be_Ticked_And_Those_That_Are_Not_Are_Named()
    {
        var review = Waiting(new ReviewRequirement(Level.Senior, 1) { Checklist = Strict.Checklist });

        var judgement = DecisionRules.Judge(review, Given.Decision(Rita) with { Ticked = ["backup exists"] }, Rita);

        Assert.Equal(DecisionRefusal.ChecklistIncomplete, judgement.Refusal);
        Assert.Contains("'rollback tried' is not ticked", judgement.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("backup exists", judgement.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_Must_Have_Been_Opened_And_What_Was_Not_Is_Named()
    {
        var review = Waiting(new ReviewRequirement(Level.Senior, 1) { Evidence = Strict.Evidence });
        review = review.WithAsked(review.Asked[0] with { Opened = EvidenceKinds.Diff });

        var judgement = DecisionRules.Judge(review, Given.Decision(Rita), Rita);

        Assert.Equal(DecisionRefusal.EvidenceNotOpened, judgement.Refusal);
        Assert.Equal("Open the findings before you approve: the policy asks for it.", judgement.Message);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(-15 * 60, true)]
    [InlineData((-15 * 60) - 1, false)]
    [InlineData(5 * 60, true)]
    [InlineData((5 * 60) + 1, false)]
    public void An_Approval_Needs_A_Sign_In_That_Is_As_Fresh_As_The_Policy_Asks(int? seconds, bool isAccepted)
    {
        var review = Waiting(new ReviewRequirement(Level.Senior, 1) { FreshSignIn = TimeSpan.FromMinutes(15) });
        var decision = Given.Decision(Rita) with { SignedInAt = seconds is { } after ? Given.Noon.AddSeconds(after) : null, At = Given.Noon };

        var judgement = DecisionRules.Judge(review, decision, Rita);

        Assert.Equal(isAccepted ? null : DecisionRefusal.SignInRequired, judgement.Refusal);
        Assert.Equal(isAccepted ? decision.SignedInAt : null, judgement.Accepted?.SignedInAt);
    }

    [Fact]
    public void Of_Two_Demands_For_A_Fresh_Sign_In_The_Shorter_Holds_And_None_Is_No_Demand()
    {
        ReviewRequirement Of(int minutes) => new(Level.Senior, 1) { FreshSignIn = TimeSpan.FromMinutes(minutes) };

        Assert.Equal(Of(15), Of(15).And(Of(60)));
        Assert.Equal(Of(15), Of(60).And(Of(15)));
        Assert.Equal(Of(15), Of(0).And(Of(15)));
        Assert.Equal(Of(15), Of(15).And(Of(0)));
        Assert.True(Of(15).Covers(Of(60)) && !Of(60).Covers(Of(15)) && !Of(0).Covers(Of(60)));
        Assert.Equal("1 approval by senior or above, with a sign-in not older than 15 minutes", Of(15).ToString());
    }

    [Fact]
    public void A_Rejection_Needs_None_Of_It() =>
        Assert.True(DecisionRules.Judge(Waiting(Strict), Given.Decision(Rita, DecisionKind.Reject, "No."), Rita).IsAccepted);

    [Fact]
    public void What_Was_Done_Is_Kept_With_The_Decision()
    {
        var review = Waiting(Strict);
        review = review.WithAsked(review.Asked[0] with { Opened = Strict.Evidence }) with
        {
            Assessment = review.Assessment! with { CodeOwners = ["@RITA"] },
        };
        var at = Given.Noon.AddHours(1);
        var decision = Given.Decision(Rita) with { At = at, SignedInAt = at, Ticked = ["backup exists", "rollback tried", "something else"] };

        var accepted = DecisionRules.Judge(review, decision, Rita).Accepted!;

        Assert.Equal(["dba"], accepted.Roles);
        Assert.Equal("data", accepted.Team);
        Assert.True(accepted.IsCodeOwner);
        Assert.Equal(["rollback tried", "backup exists"], accepted.Ticked);
    }

    [Fact]
    public void An_Approval_That_Was_Given_Under_Less_Stops_Counting_Where_Each_Person_Must_Do_More()
    {
        var approved = Waiting(new ReviewRequirement(Level.Senior, 1)) with { Decisions = [Given.Judged("rita", DecisionKind.Approve)] };

        Assert.Single(ApprovalRules.KeepCounting(Under(approved, new ReviewRequirement(Level.Senior, 2))).Decisions);
        Assert.Empty(ApprovalRules.KeepCounting(Under(approved, new ReviewRequirement(Level.Principal, 1))).Decisions);
        Assert.Empty(ApprovalRules.KeepCounting(Under(approved, Strict)).Decisions);
    }

    private static Review Waiting(ReviewRequirement requirement) => Under(Given.Waiting(Rita), requirement);

    private static Review Under(Review review, ReviewRequirement requirement) => review with
    {
        Policy = new PolicyResult(Verdict.RequireReview, "Asked.", "p", "d", [], requirement, []),
    };
}
