using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Orchestration;

public sealed class ReviewDecisionTests
{
    [Fact]
    public async Task A_Decision_Of_Somebody_Who_Was_Not_Asked_Is_Refused_Recorded_And_Answered()
    {
        using var gate = NewGate();
        await gate.StartAsync();
        var other = gate.Channel.Sent[0].Person == "anna" ? "ben" : "anna";

        var reply = await gate.DecideAsync(other, DecisionKind.Approve);

        Assert.Equal(DecisionRefusal.NotAsked, reply.Judgement.Refusal);
        Assert.Contains("decision.refused", await gate.AuditKindsAsync());
        Assert.Empty(gate.Pipeline.Told);
    }

    [Theory]
    [InlineData("jun")]
    [InlineData("nobody")]
    public async Task Neither_The_Author_Nor_A_Stranger_Releases(string person)
    {
        using var gate = NewGate();
        await gate.StartAsync();

        await gate.RaiseDecisionAsync(person, DecisionKind.Approve);

        Assert.Empty(gate.Pipeline.Told);
        Assert.Contains("decision.refused", await gate.AuditKindsAsync());
    }

    [Fact]
    public async Task A_Reviewer_Who_Is_No_Longer_Senior_When_They_Decide_Is_Refused()
    {
        using var gate = NewGate();
        await gate.StartAsync();
        var asked = gate.Channel.Sent[0].Person;
        gate.People.Replace(asked, person => person with { Level = Level.Mid });

        var reply = await gate.DecideAsync(asked, DecisionKind.Approve);
        await gate.RaiseDecisionAsync(asked, DecisionKind.Approve);

        Assert.Equal(DecisionRefusal.NotEligible, reply.Judgement.Refusal);
        Assert.Empty(gate.Pipeline.Told);
    }

    [Fact]
    public async Task A_Decision_About_Other_Content_Is_Refused()
    {
        using var gate = NewGate();
        await gate.StartAsync();

        var reply = await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve, head: new string('c', 40));

        Assert.Equal(DecisionRefusal.ContentChanged, reply.Judgement.Refusal);
        Assert.Empty(gate.Pipeline.Told);
    }

    [Fact]
    public async Task A_Decision_Delivered_Twice_Counts_Once()
    {
        using var gate = NewGate();
        await gate.StartAsync();
        var asked = gate.Channel.Sent[0].Person;

        await gate.RaiseDecisionAsync(asked, DecisionKind.Approve, id: "same");
        await gate.RaiseDecisionAsync(asked, DecisionKind.Approve, id: "same");

        Assert.Single(gate.Pipeline.Told);
        Assert.Single((await gate.ReviewAsync()).Decisions);
    }

    [Fact]
    public async Task A_Late_Decision_Is_Answered_With_How_It_Ended()
    {
        using var gate = NewGate();
        await gate.StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromDays(30));

        var reply = await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve);

        Assert.Equal(DecisionRefusal.ReviewEnded, reply.Judgement.Refusal);
        Assert.Contains("Nobody decided in time", reply.Judgement.Message, StringComparison.Ordinal);
        Assert.Equal(OutcomeReason.TimedOut, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
    }

    [Fact]
    public async Task A_Moved_Head_Cancels_In_Spite_Of_The_Approval()
    {
        using var gate = NewGate();
        await gate.StartAsync();
        gate.Source.MovedTo = new string('d', 40);

        await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve);

        var outcome = Assert.Single(gate.Pipeline.Told).Outcome;
        Assert.Equal(OutcomeReason.HeadMoved, outcome.Reason);
        Assert.Contains(gate.Source.MovedTo, outcome.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OutcomeReason.Withdrawn)]
    [InlineData(OutcomeReason.Superseded)]
    public async Task An_End_From_Outside_Closes_The_Cards_And_Cancels(OutcomeReason reason)
    {
        using var gate = NewGate();
        await gate.StartAsync();

        await gate.EndAsync(reason);

        Assert.Equal(reason, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
        Assert.All(gate.Channel.Shown.Values, review => Assert.Equal(reason, review.Outcome?.Reason));
    }

    [Fact]
    public async Task An_End_That_Comes_Before_Anybody_Is_Asked_Asks_Nobody()
    {
        using var gate = NewGate();
        gate.Broken.Add("EvaluatePolicy");
        await gate.StartAsync();
        await gate.EndAsync(OutcomeReason.Withdrawn);
        gate.Broken.Clear();

        await gate.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Empty(gate.Channel.Sent);
        Assert.Equal(OutcomeReason.Withdrawn, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
    }

    [Fact]
    public async Task A_Second_Start_With_The_Same_Id_Changes_Nothing()
    {
        using var gate = NewGate();
        await gate.StartAsync();

        var started = await gate.StartAsync();

        Assert.False(started);
        Assert.Single(gate.Channel.Sent);
    }

    [Fact]
    public async Task An_Operator_Of_The_Agent_Is_Never_Asked()
    {
        using var gate = NewGate();
        gate.Source.Changes = VirtualGate.Change(
            "Copilot", "198982749+Copilot@users.noreply.github.com", "Clean up\n\nCo-authored-by: Anna <anna@example.com>");

        await gate.StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromDays(30));

        Assert.Equal("ben", Assert.Single(gate.Channel.Sent).Person);
    }

    [Fact]
    public async Task An_Unknown_Environment_Is_Cancelled_With_The_Known_Ones()
    {
        using var gate = NewGate();
        gate.Request = gate.Request with { Environment = "prodution" };

        await gate.StartAsync();

        var outcome = Assert.Single(gate.Pipeline.Told).Outcome;
        Assert.Equal(OutcomeReason.BlockedByPolicy, outcome.Reason);
        Assert.Contains("production, staging", outcome.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Unreadable_Repository_Kind_Is_Cancelled_With_The_Reason()
    {
        using var gate = NewGate();
        gate.Request = gate.Request with { Repository = new RepositoryReference("svn", "x") };

        await gate.StartAsync();

        Assert.Contains("'svn'", Assert.Single(gate.Pipeline.Told).Outcome.Explanation, StringComparison.Ordinal);
    }

    private static VirtualGate NewGate()
    {
        var gate = new VirtualGate(VirtualGate.Step("first", TimeSpan.FromDays(2)));
        gate.People.Add("anna", Level.Senior);
        gate.People.Add("ben", Level.Senior);
        return gate;
    }
}
