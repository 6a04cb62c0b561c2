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
        var decision = Given.Decision(Rita) with { At = Given.Noon.AddHours(1), Ticked = ["backup exists", "rollback tried", "something else"] };

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
