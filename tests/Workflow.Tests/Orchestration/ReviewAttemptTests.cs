using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;

namespace Workflow.Tests.Orchestration;

/// <summary>What happens where a message or an action does not get through at the first attempt, or never.</summary>
public sealed class ReviewAttemptTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Whom_A_Second_Attempt_Reaches_May_Decide_Although_The_First_One_Was_Refused()
    {
        var step = VirtualGate.Step("first", Day) with { People = 2 };
        using var gate = new VirtualGate(step);
        gate.People.Add("sara", Level.Senior);
        gate.People.Add("sam", Level.Senior);
        gate.Channel.Refused.Add("sara");
        await gate.StartAsync();
        Assert.NotNull((await gate.ReviewAsync()).FindAsked("sara")!.Undeliverable);
        gate.Channel.Refused.Clear();

        var again = new SendApprovalCardActivity(gate.Reviews, gate.Channel, gate.Mail, gate.Links, gate.Audit, gate.Time);
        var sara = new ReviewerChoice(gate.People.People.Single(one => one.Id == "sara"), "senior");
        var delivery = await again.RunAsync(
            new SendApprovalCardInput(VirtualGate.Id, step, sara, gate.Time.GetUtcNow(), gate.Time.GetUtcNow() + Day),
            TestContext.Current.CancellationToken);

        Assert.True(delivery.IsDelivered);
        Assert.True((await gate.DecideAsync("sara", DecisionKind.Approve)).Judgement.IsAccepted);
    }

    [Fact]
    public async Task Another_Attempt_Tells_Only_Those_Whom_The_First_One_Did_Not_Reach()
    {
        using var gate = GateWithThreeSeniors();
        gate.People.Add("joe", Level.Junior);
        gate.Request = gate.Request with { Requester = new ActorIdentity("Joe", "joe@example.com") };
        await gate.StartAsync();
        Assert.Equal(["joe", "jun"], gate.Channel.Told.Order());
        gate.Channel.Failing.Add("joe");

        await gate.ActAsync(gate.Channel.Sent[0].Person, ReviewActionKind.Ask, action => action with { Text = "Why?" });
        await gate.AdvanceAsync(TimeSpan.FromSeconds(5));
        gate.Channel.Failing.Clear();
        await gate.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(["joe", "jun"], gate.Channel.Announced.Select(one => one.Person).Order());
    }

    [Theory]
    [InlineData(ReviewActionKind.Ask)]
    [InlineData(ReviewActionKind.Delegate)]
    [InlineData(ReviewActionKind.Snooze)]
    public async Task An_Action_That_Fails_For_Good_Is_On_Record_And_The_Review_Goes_On_Without_It(ReviewActionKind kind)
    {
        using var gate = GateWithThreeSeniors();
        await gate.StartAsync();
        var first = gate.Channel.Sent[0].Person;
        gate.Broken.Add("TakeAction");

        await gate.ActAsync(first, kind, action => action with
        {
            Text = "Why?",
            To = Other(first),
            Until = gate.Time.GetUtcNow() + TimeSpan.FromHours(1),
        });
        await gate.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Contains("activity.failed", await gate.AuditKindsAsync());
        await gate.DecideAsync(first, DecisionKind.Approve);
        Assert.Equal(OutcomeReason.Approved, (await gate.OutcomeAsync()).Reason);
    }

    [Fact]
    public async Task Who_Handed_A_Review_Over_By_An_Action_That_Failed_Half_Way_Has_It_Again()
    {
        using var gate = GateWithThreeSeniors();
        await gate.StartAsync();
        var first = gate.Channel.Sent[0].Person;
        gate.Broken.Add("TakeAction");
        await gate.Reviews.UpdateAsync(
            VirtualGate.Id,
            review => review.WithAsked(review.FindAsked(first)! with { Delegated = new Delegation("half", "sam", "Sam", default) }),
            TestContext.Current.CancellationToken);

        await gate.ActAsync(first, ReviewActionKind.Delegate, action => action with { Id = "half", To = Other(first) });
        await gate.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Null((await gate.ReviewAsync()).FindAsked(first)!.Delegated);
        Assert.Single(await gate.AuditKindsAsync(), kind => kind == "delegation.undone");
    }

    [Fact]
    public async Task Whom_No_Card_Reached_Takes_On_What_A_Post_Offers_Once_One_Does()
    {
        using var gate = new VirtualGate(
            VirtualGate.Step("first", TimeSpan.FromHours(1)),
            VirtualGate.Step("channel", Day) with { Channel = StepChannel.Post });
        gate.People.Add("sara", Level.Senior);
        gate.Channel.Refused.Add("sara");
        await gate.StartAsync();
        Assert.NotNull((await gate.ReviewAsync()).FindAsked("sara")!.Undeliverable);
        gate.Channel.Refused.Clear();

        Assert.Null((await gate.ActAsync("sara", ReviewActionKind.Volunteer)).Judgement!.Refusal);
        Assert.Equal(ActionRefusal.Asked, (await gate.ActAsync("sara", ReviewActionKind.Volunteer)).Judgement!.Refusal);

        await gate.DecideAsync("sara", DecisionKind.Approve);
        Assert.True((await gate.OutcomeAsync()).IsRelease);
    }

    private static VirtualGate GateWithThreeSeniors()
    {
        var gate = new VirtualGate(VirtualGate.Step("first", Day));
        gate.People.Add("sara", Level.Senior);
        gate.People.Add("sam", Level.Senior);
        gate.People.Add("sue", Level.Senior);
        return gate;
    }

    private static string Other(string person) => person == "sara" ? "object-sam" : "object-sara";
}
