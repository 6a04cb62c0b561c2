using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Orchestration;

public sealed class ReviewConversationTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task The_Author_Is_Told_That_The_Deployment_Waits_And_How_It_Ends()
    {
        using var gate = ThreeSeniors.Open();
        await gate.StartAsync();

        Assert.Equal(["jun"], gate.Channel.Told);
        Assert.Equal(ReviewState.Waiting, gate.Channel.Shown["jun"].State);

        await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve);

        Assert.Equal(ReviewState.Released, gate.Channel.Shown["jun"].State);
        var (person, news) = Assert.Single(gate.Channel.Announced);
        Assert.Equal(("jun", NewsKind.Outcome), (person, news.Kind));
        await gate.AssertAuditIsIntactAsync();
    }

    [Fact]
    public async Task An_Author_Whom_The_Channel_Cannot_Reach_Does_Not_Hold_Up_The_Review()
    {
        using var gate = ThreeSeniors.Open();
        gate.Channel.Refused.Add("jun");
        await gate.StartAsync();

        Assert.NotNull((await gate.ReviewAsync()).FindTold("jun")!.Undeliverable);
        Assert.Contains("author.card.refused", await gate.AuditKindsAsync());
        await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve);
        Assert.True((await gate.OutcomeAsync()).IsRelease);
    }

    [Fact]
    public async Task The_Author_Sees_The_Step_That_Waits_Also_Where_Nobody_Could_Be_Asked()
    {
        using var gate = new VirtualGate(
            VirtualGate.Step("first", Day),
            VirtualGate.Step("channel", Day) with { Channel = StepChannel.Post },
            VirtualGate.Step("mails", Day, null, "manager") with { Channel = StepChannel.Mail });
        var start = gate.Time.GetUtcNow();
        gate.People.Add("sara", Level.Senior);
        gate.People.Replace("sara", person => person with { Absences = [new Absence(start, start.AddDays(9))] });
        await gate.StartAsync();

        Assert.Empty(gate.Channel.Sent);
        Assert.Equal(start.AddDays(1), gate.Channel.Shown["jun"].Deadline);

        await gate.AdvanceAsync(Day);

        Assert.Equal(start.AddDays(2), gate.Channel.Shown["jun"].Deadline);
    }

    [Fact]
    public async Task A_Question_Reaches_The_Author_And_The_Answer_The_Reviewer()
    {
        using var gate = ThreeSeniors.Open();
        await gate.StartAsync();
        var reviewer = gate.Channel.Sent[0].Person;

        var asked = await gate.ActAsync(reviewer, ReviewActionKind.Ask, action => action with { Text = "Is the migration reversible?" });

        Assert.True(asked.IsTaken);
        var question = Assert.Single(gate.Channel.Shown["jun"].Questions);
        Assert.Equal("Is the migration reversible?", question.Text);
        Assert.Contains(gate.Channel.Announced, one => one is { Person: "jun", News.Kind: NewsKind.Question });

        var answered = await gate.ActAsync(
            "jun", ReviewActionKind.Answer, action => action with { QuestionId = question.Id, Text = "Yes, see the down script." });

        Assert.True(answered.IsTaken);
        Assert.Equal("Yes, see the down script.", Assert.Single(gate.Channel.Shown[reviewer].Questions).Answer!.Text);
        Assert.Contains(gate.Channel.Announced, one => one.Person == reviewer && one.News.Kind is NewsKind.Answer);
        Assert.Equal(
            ["question.asked", "question.answered"], (await gate.AuditKindsAsync()).Where(kind => kind.StartsWith("question", StringComparison.Ordinal)));
        Assert.Equal(ReviewState.Waiting, (await gate.ReviewAsync()).State);
    }

    [Fact]
    public async Task Who_Was_Handed_The_Review_Decides_In_Place_Of_Who_Handed_It_Over()
    {
        using var gate = ThreeSeniors.Open();
        await gate.StartAsync();
        var first = gate.Channel.Sent[0].Person;
        var colleague = (await gate.ReviewAsync()).FindAsked(first)!.Colleagues[0];

        var reply = await gate.ActAsync(first, ReviewActionKind.Delegate, action => action with { To = colleague.Id });

        Assert.True(reply.IsTaken);
        var second = gate.Channel.Sent[1].Person;
        Assert.Equal(colleague.Id, $"object-{second}");
        Assert.Equal(Words(first), (await gate.ReviewAsync()).FindAsked(second)!.DelegatedBy);
        Assert.Equal(second, gate.Channel.Shown[first].FindAsked(first)!.Delegated!.PersonId);

        var late = await gate.DecideAsync(first, DecisionKind.Approve);
        Assert.Equal(DecisionRefusal.HandedOver, late.Judgement.Refusal);

        await gate.DecideAsync(second, DecisionKind.Approve);
        Assert.Equal(OutcomeReason.Approved, (await gate.OutcomeAsync()).Reason);
    }

    [Fact]
    public async Task Who_Was_Handed_The_Review_Is_Mailed_Where_The_Step_Asks_By_Mail_Too()
    {
        using var gate = ThreeSeniors.Open();
        gate.Policy = VirtualGate.PolicyOf(
            new ReviewRequirement(Level.Senior, 1), [VirtualGate.Step("first", Day) with { Channel = StepChannel.CardAndMail }]);
        await gate.StartAsync();
        var first = gate.Channel.Sent[0].Person;

        await gate.ActAsync(first, ReviewActionKind.Delegate, action => action with { To = Other(first) });

        Assert.Equal(gate.Channel.Sent.Select(one => one.Person), gate.Mail.Requests);
    }

    [Fact]
    public async Task Only_Who_Was_Handed_The_Review_Is_Reminded()
    {
        using var gate = ThreeSeniors.Open(TimeSpan.FromHours(1));
        await gate.StartAsync();
        var first = gate.Channel.Sent[0].Person;
        await gate.ActAsync(first, ReviewActionKind.Delegate, action => action with { To = Other(first) });

        await gate.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal([gate.Channel.Sent[1].Person], gate.Channel.Reminded);
    }

    [Theory]
    [InlineData("jun", "author of the change")]
    [InlineData("mia", "the policy asks for senior")]
    [InlineData("nobody", "Choose somebody from the list")]
    public async Task A_Review_Is_Handed_To_Nobody_Who_May_Not_Do_It(string to, string reason)
    {
        using var gate = ThreeSeniors.Open();
        gate.People.Replace("jun", person => person with { Level = Level.Principal });
        gate.People.Add("mia", Level.Mid);
        gate.Policy = VirtualGate.PolicyOf(new ReviewRequirement(Level.Senior, 1), [VirtualGate.Step("first", Day)]);
        await gate.StartAsync();

        var reply = await gate.ActAsync(gate.Channel.Sent[0].Person, ReviewActionKind.Delegate, action => action with { To = $"object-{to}" });

        Assert.Contains(reason, reply.Judgement!.Message, StringComparison.Ordinal);
        Assert.Single(gate.Channel.Sent);
        Assert.Contains("action.refused", await gate.AuditKindsAsync());
    }

    [Fact]
    public async Task A_Review_That_Cannot_Be_Handed_Over_Stays_With_Its_Reviewer()
    {
        using var gate = ThreeSeniors.Open();
        await gate.StartAsync();
        var first = gate.Channel.Sent[0].Person;
        gate.Channel.Refused.Add(Other(first)["object-".Length..]);

        await gate.ActAsync(first, ReviewActionKind.Delegate, action => action with { To = Other(first) });

        Assert.Null((await gate.ReviewAsync()).FindAsked(first)!.Delegated);
        Assert.Contains("delegation.undone", await gate.AuditKindsAsync());
        await gate.DecideAsync(first, DecisionKind.Approve);
        Assert.True((await gate.OutcomeAsync()).IsRelease);
    }

    [Fact]
    public async Task Who_Snoozes_Is_Reminded_Then_And_Not_Before()
    {
        using var gate = ThreeSeniors.Open(TimeSpan.FromHours(1));
        await gate.StartAsync();
        var first = gate.Channel.Sent[0].Person;
        var until = gate.Time.GetUtcNow() + TimeSpan.FromMinutes(150);
        await gate.ActAsync(first, ReviewActionKind.Snooze, action => action with { Until = until });

        await gate.AdvanceAsync(TimeSpan.FromMinutes(149));
        Assert.Empty(gate.Channel.Reminded);

        await gate.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal([first], gate.Channel.Reminded);

        await gate.AdvanceAsync(TimeSpan.FromMinutes(30));
        Assert.Equal([first, first], gate.Channel.Reminded);
    }

    [Fact]
    public async Task A_Snooze_Beyond_The_Deadline_Is_Refused()
    {
        using var gate = ThreeSeniors.Open();
        await gate.StartAsync();
        var until = gate.Time.GetUtcNow() + Day;

        var reply = await gate.ActAsync(gate.Channel.Sent[0].Person, ReviewActionKind.Snooze, action => action with { Until = until });

        Assert.Contains("within the deadline", reply.Judgement!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Author_Withdraws()
    {
        using var gate = ThreeSeniors.Open();
        await gate.StartAsync();

        var reply = await gate.ActAsync("jun", ReviewActionKind.Withdraw);

        Assert.True(reply.IsTaken);
        var outcome = await gate.OutcomeAsync();
        Assert.Equal((OutcomeReason.Withdrawn, "Jun withdrew the request."), (outcome.Reason, outcome.Explanation));
        Assert.Equal(ReviewState.Cancelled, gate.Channel.Shown[gate.Channel.Sent[0].Person].State);
        Assert.Contains("review.withdrawn", await gate.AuditKindsAsync());
    }

    [Fact]
    public async Task Nobody_But_An_Author_Or_The_Requester_Withdraws_Or_Answers()
    {
        using var gate = ThreeSeniors.Open();
        await gate.StartAsync();
        var reviewer = gate.Channel.Sent[0].Person;
        await gate.ActAsync(reviewer, ReviewActionKind.Ask, action => action with { Text = "Why?" });
        var question = (await gate.ReviewAsync()).Questions[0].Id;

        var withdrawal = await gate.ActAsync(reviewer, ReviewActionKind.Withdraw);
        var answer = await gate.ActAsync(reviewer, ReviewActionKind.Answer, action => action with { QuestionId = question, Text = "Because." });

        Assert.False(withdrawal.IsTaken);
        Assert.False(answer.IsTaken);
        Assert.Equal(ReviewState.Waiting, (await gate.ReviewAsync()).State);
        Assert.Null((await gate.ReviewAsync()).Questions[0].Answer);
    }

    [Fact]
    public async Task What_Comes_After_The_End_Is_Answered_With_How_It_Ended()
    {
        using var gate = ThreeSeniors.Open();
        await gate.StartAsync();
        var reviewer = gate.Channel.Sent[0].Person;
        await gate.DecideAsync(reviewer, DecisionKind.Reject, "Not today");

        foreach (var kind in Enum.GetValues<ReviewActionKind>())
        {
            var reply = await gate.ActAsync(kind is ReviewActionKind.Withdraw or ReviewActionKind.Answer ? "jun" : reviewer, kind);
            Assert.Contains("This review has ended. Rejected by", reply.Judgement!.Message, StringComparison.Ordinal);
        }
    }

    private static string Other(string person) => person == "sara" ? "object-sam" : "object-sara";

    private static string Words(string id) => char.ToUpperInvariant(id[0]) + id[1..];
}
