using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class ActionRulesTests
{
    private static readonly Review Waiting = Given.Waiting(Given.Person("grace", Level.Principal));
    private static readonly Person Reviewer = Waiting.Asked[0].Person;

    [Fact]
    public void A_Question_Is_Kept_Once_However_Often_It_Is_Delivered()
    {
        var once = ActionRules.Judge(Waiting, Of(ReviewActionKind.Ask) with { Text = "Why?" }, Reviewer).Review;
        var twice = ActionRules.Judge(once, Of(ReviewActionKind.Ask) with { Text = "Why?" }, Reviewer);

        Assert.Equal("Why?", Assert.Single(once.Questions).Text);
        Assert.Null(twice.Refusal);
        Assert.Same(once, twice.Review);
    }

    [Fact]
    public void A_Long_Question_Is_Cut()
    {
        var judged = ActionRules.Judge(Waiting, Of(ReviewActionKind.Ask) with { Text = new string('x', 5000) }, Reviewer);

        Assert.Equal(Decision.MaxCommentLength, Assert.Single(judged.Review.Questions).Text.Length);
    }

    [Fact]
    public void A_Review_Takes_No_More_Than_So_Many_Questions()
    {
        var review = Waiting;
        for (var number = 0; number < ActionRules.MaxQuestions; number++)
        {
            review = ActionRules.Judge(review, Of(ReviewActionKind.Ask, $"q-{number}") with { Text = "Why?" }, Reviewer).Review;
        }

        Assert.Contains(
            "20 questions", ActionRules.Judge(review, Of(ReviewActionKind.Ask, "more") with { Text = "Why?" }, Reviewer).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_Is_Asked_Where_No_Author_Can_Answer()
    {
        var unreachable = Waiting with { Told = [new ToldAuthor(Given.Person("ada"), Given.Noon, Undeliverable: "blocked")] };
        var after = Waiting with { AfterTheFactOf = DeploymentId.Parse("released") };

        foreach (var review in new[] { unreachable, after })
        {
            var judged = ActionRules.Judge(review, Of(ReviewActionKind.Ask) with { Text = "Why?" }, Reviewer);
            Assert.Equal(ActionRefusal.NobodyToAsk, judged.Refusal);
        }
    }

    [Theory]
    [InlineData(ReviewActionKind.Ask)]
    [InlineData(ReviewActionKind.Delegate)]
    [InlineData(ReviewActionKind.Snooze)]
    public void Who_Was_Not_Asked_Does_Nothing(ReviewActionKind kind)
    {
        var judged = ActionRules.Judge(Waiting, Of(kind) with { Text = "Why?" }, Given.Person("stranger"));

        Assert.Equal("You were not asked to review this deployment.", judged.Message);
        Assert.Same(Waiting, judged.Review);
    }

    [Theory]
    [InlineData(ReviewActionKind.Ask)]
    [InlineData(ReviewActionKind.Answer)]
    [InlineData(ReviewActionKind.Delegate)]
    [InlineData(ReviewActionKind.Snooze)]
    [InlineData(ReviewActionKind.Volunteer)]
    [InlineData(ReviewActionKind.Withdraw)]
    public void Whom_The_Directory_Does_Not_Know_Does_Nothing(ReviewActionKind kind) =>
        Assert.Equal("The directory does not know you.", ActionRules.Judge(Waiting, Of(kind), null).Message);

    [Fact]
    public void Who_Is_Away_Is_Handed_No_Review()
    {
        var away = Given.Person("away", Level.Principal) with { Absences = [new Absence(Given.Noon, Given.Noon.AddDays(1))] };

        var judged = ActionRules.Judge(Waiting, Of(ReviewActionKind.Delegate) with { To = "object-away" }, Reviewer, away);

        Assert.Contains("away until", judged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_Has_Decided_Hands_Nothing_Over_And_Is_Not_Reminded()
    {
        var decided = Waiting with
        {
            Decisions = [new JudgedDecision("d", Reviewer.Id, Reviewer.Name, DecisionKind.Approve, null, Given.Noon)],
        };
        var colleague = Given.Person("colleague", Level.Principal);

        Assert.NotNull(ActionRules.Judge(decided, Of(ReviewActionKind.Delegate) with { To = "x" }, Reviewer, colleague).Message);
        Assert.NotNull(ActionRules.Judge(decided, Of(ReviewActionKind.Snooze) with { Until = Given.Noon.AddMinutes(1) }, Reviewer).Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_Snooze_Ends_In_The_Future(int minutes) => Assert.Equal(
        "Choose a time that is still to come.",
        ActionRules.Judge(Waiting, Of(ReviewActionKind.Snooze) with { Until = Given.Noon.AddMinutes(minutes) }, Reviewer).Message);

    private static ReviewAction Of(ReviewActionKind kind, string id = "action-1") =>
        new(id, Waiting.Id, new ActorIdentity(ObjectId: "anybody"), kind, Given.Noon);
}
