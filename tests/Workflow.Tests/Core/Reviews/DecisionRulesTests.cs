using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class DecisionRulesTests
{
    private static readonly Person Rita = Given.Person("rita");
    private static readonly Person Sam = Given.Person("sam");

    [Theory]
    [InlineData(DecisionKind.Approve, null, null)]
    [InlineData(DecisionKind.Approve, "  ", null)]
    [InlineData(DecisionKind.Approve, " Fine. ", "Fine.")]
    [InlineData(DecisionKind.Reject, " Not yet. ", "Not yet.")]
    public void The_Decision_Of_Somebody_Asked_Counts(DecisionKind kind, string? comment, string? kept)
    {
        var judgement = DecisionRules.Judge(Given.Waiting(Rita), Given.Decision(Rita, kind, comment), Rita);

        Assert.True(judgement.IsAccepted);
        Assert.Null(judgement.Refusal);
        Assert.Equal(new JudgedDecision("decision-1", "rita", "rita", kind, kept, Given.Noon), judgement.Accepted);
    }

    [Fact]
    public void A_Repeated_Delivery_Is_Accepted_As_It_Was_Even_After_The_End()
    {
        var first = Given.Judged("rita", DecisionKind.Approve);
        var review = Given.Waiting(Rita) with { Decisions = [first], State = ReviewState.Released };

        var judgement = DecisionRules.Judge(review, Given.Decision(Rita, DecisionKind.Reject, "Changed"), Rita);

        Assert.Same(first, judgement.Accepted);
    }

    [Fact]
    public void The_Id_Of_Somebody_Elses_Decision_Is_No_Repeated_Delivery()
    {
        var review = Given.Waiting(Rita) with { Decisions = [Given.Judged("rita", DecisionKind.Approve)] };

        Assert.Equal(DecisionRefusal.NotAsked, DecisionRules.Judge(review, Given.Decision(Sam), Sam).Refusal);
        Assert.Equal(DecisionRefusal.UnknownPerson, DecisionRules.Judge(review, Given.Decision(Rita), null).Refusal);
    }

    [Fact]
    public void Somebody_Unknown_To_The_Directory_Cannot_Decide() =>
        AssertRefused(DecisionRefusal.UnknownPerson, Given.Waiting(Rita), Given.Decision(Rita), null);

    [Theory]
    [InlineData(ReviewState.Received)]
    [InlineData(ReviewState.Reporting)]
    [InlineData(ReviewState.Released)]
    [InlineData(ReviewState.Cancelled)]
    [InlineData(ReviewState.Unreported)]
    public void Only_A_Waiting_Review_Takes_Decisions(ReviewState state) =>
        AssertRefused(DecisionRefusal.ReviewEnded, Given.Waiting(Rita) with { State = state }, Given.Decision(Rita), Rita);

    [Fact]
    public void A_Late_Decision_Is_Told_How_The_Review_Ended()
    {
        var outcome = ReviewOutcome.Cancelled(OutcomeReason.TimedOut, "Nobody decided in time.");
        var review = Given.Waiting(Rita) with { State = ReviewState.Cancelled, Outcome = outcome };

        var judgement = DecisionRules.Judge(review, Given.Decision(Rita), Rita);

        Assert.Equal("This review has ended. Nobody decided in time.", judgement.Message);
    }

    [Fact]
    public void Somebody_Who_Was_Not_Asked_Cannot_Decide() =>
        AssertRefused(DecisionRefusal.NotAsked, Given.Waiting(Sam), Given.Decision(Rita), Rita);

    [Fact]
    public void Somebody_Whom_The_Card_Never_Reached_Cannot_Decide()
    {
        var review = Given.Waiting() with { Asked = [Given.Asked(Rita) with { Undeliverable = "blocked" }] };

        AssertRefused(DecisionRefusal.NotAsked, review, Given.Decision(Rita), Rita);
    }

    [Fact]
    public void A_Second_Decision_Of_The_Same_Person_Does_Not_Count()
    {
        var review = Given.Waiting(Rita) with { Decisions = [Given.Judged("rita", DecisionKind.Approve)] };

        AssertRefused(DecisionRefusal.AlreadyDecided, review, Given.Decision(Rita, DecisionKind.Approve, null, "decision-2"), Rita);
    }

    [Fact]
    public void An_Approval_Can_Be_Turned_Into_A_Rejection_But_Not_Back()
    {
        var approved = Given.Waiting(Rita) with { Decisions = [Given.Judged("rita", DecisionKind.Approve)] };
        var rejected = Given.Waiting(Rita) with { Decisions = [Given.Judged("rita", DecisionKind.Reject)] };

        var judgement = DecisionRules.Judge(approved, Given.Decision(Rita, DecisionKind.Reject, "On second thought", "decision-2"), Rita);

        Assert.True(judgement.IsAccepted);
        AssertRefused(DecisionRefusal.AlreadyDecided, rejected, Given.Decision(Rita, DecisionKind.Approve, null, "decision-2"), Rita);
    }

    [Fact]
    public void Nobody_Decides_While_It_Is_Unknown_Who_Took_Part()
    {
        var review = Given.Waiting(Rita) with { Assessment = null };

        AssertRefused(DecisionRefusal.NotEligible, review, Given.Decision(Rita), Rita);
    }

    [Fact]
    public void A_Decision_About_Another_Head_Does_Not_Count()
    {
        var other = Given.Decision(Rita) with { Head = new string('b', 40) };

        AssertRefused(DecisionRefusal.ContentChanged, Given.Waiting(Rita), other, Rita);
    }

    [Fact]
    public void The_Head_Compares_Without_Case()
    {
        var upper = Given.Decision(Rita) with { Head = Given.Head.ToUpperInvariant() };

        Assert.True(DecisionRules.Judge(Given.Waiting(Rita), upper, Rita).IsAccepted);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \n")]
    public void A_Rejection_Needs_A_Comment(string? comment) => AssertRefused(
        DecisionRefusal.CommentRequired, Given.Waiting(Rita), Given.Decision(Rita, DecisionKind.Reject, comment), Rita);

    [Fact]
    public void Somebody_Demoted_Since_Being_Asked_Cannot_Decide()
    {
        var judgement = DecisionRules.Judge(Given.Waiting(Rita), Given.Decision(Rita), Rita with { Level = Level.Mid });

        Assert.Equal(DecisionRefusal.NotEligible, judgement.Refusal);
        Assert.Equal("You may not decide this: rita is mid; the policy asks for senior or above.", judgement.Message);
    }

    [Fact]
    public void Somebody_Who_Took_Part_Cannot_Decide_Although_Asked()
    {
        var review = Given.Waiting(Rita) with
        {
            Assessment = Given.Assessment(participants: [new Participant(Rita.Identity, Participation.CoAuthor)]),
        };

        AssertRefused(DecisionRefusal.NotEligible, review, Given.Decision(Rita), Rita);
    }

    [Fact]
    public void Somebody_Who_Lost_The_Role_They_Were_Asked_For_Cannot_Decide()
    {
        var review = Given.Waiting() with { Asked = [Given.Asked(Rita) with { Role = "release-manager" }] };

        AssertRefused(DecisionRefusal.NotEligible, review, Given.Decision(Rita), Rita);
    }

    [Theory]
    [InlineData(1000, 1000)]
    [InlineData(1001, 1000)]
    [InlineData(999, 1001)]
    public void A_Long_Comment_Is_Cut_And_Never_Within_A_Character(int plain, int kept)
    {
        var comment = new string('x', plain) + "🙂";

        var judgement = DecisionRules.Judge(Given.Waiting(Rita), Given.Decision(Rita, comment: comment), Rita);

        var expected = Math.Min(kept, plain);
        Assert.Equal(new string('x', expected), judgement.Accepted!.Comment);
    }

    private static void AssertRefused(DecisionRefusal refusal, Review review, Decision decision, Person? person)
    {
        var judgement = DecisionRules.Judge(review, decision, person);

        Assert.Equal(refusal, judgement.Refusal);
        Assert.False(judgement.IsAccepted);
        Assert.EndsWith(".", judgement.Message, StringComparison.Ordinal);
    }
}
