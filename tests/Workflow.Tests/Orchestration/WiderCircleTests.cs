using Workflow.Core.Reviews;

namespace Workflow.Tests.Orchestration;

/// <summary>Steps that ask several people, in their own time, or a channel.</summary>
public sealed class WiderCircleTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_Step_Asks_As_Many_People_At_Once_As_It_Says()
    {
        using var gate = ThreeSeniors.Open();
        gate.Policy = VirtualGate.PolicyOf(
            new ReviewRequirement(Level.Senior, 1),
            [VirtualGate.Step("first", TimeSpan.FromHours(1)), VirtualGate.Step("wider circle", Day) with { People = 2 }]);
        await gate.StartAsync();
        Assert.Single(gate.Channel.Sent);

        await gate.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(3, gate.Channel.Sent.Select(one => one.Person).Distinct().Count());
    }

    [Fact]
    public async Task A_Step_In_The_Reviewers_Hours_Waits_Until_They_Have_Worked_So_Long()
    {
        // The clock begins on a Monday at midnight, UTC; in Auckland it is Monday, 13:00.
        using var gate = ThreeSeniors.Open();
        DayOfWeek[] days = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
        foreach (var person in new[] { "sara", "sam", "sue" })
        {
            gate.People.Replace(person, one => one with
            {
                Hours = new WorkingHours("Pacific/Auckland", days, new TimeOnly(9, 0), new TimeOnly(17, 0), []),
            });
        }

        gate.Policy = VirtualGate.PolicyOf(
            new ReviewRequirement(Level.Senior, 1), [VirtualGate.Step("first", TimeSpan.FromHours(6)) with { InReviewersHours = true }]);
        var expected = WorkingTime.Add(gate.People.People[^1].Hours!, gate.Time.GetUtcNow(), TimeSpan.FromHours(6));
        await gate.StartAsync();

        Assert.Equal(expected, (await gate.ReviewAsync()).Deadline);
        Assert.NotEqual(gate.Time.GetUtcNow() + TimeSpan.FromHours(6), expected);
        Assert.Single(gate.Channel.Sent);

        await gate.AdvanceAsync(expected - gate.Time.GetUtcNow());
        Assert.Equal(OutcomeReason.TimedOut, (await gate.OutcomeAsync()).Reason);
    }

    [Fact]
    public async Task Whoever_May_Review_Takes_On_What_A_Post_Offers()
    {
        using var gate = ThreeSeniors.Open();
        gate.People.Add("vic", Level.Principal);
        gate.People.Add("mia", Level.Mid);
        gate.Policy = VirtualGate.PolicyOf(
            new ReviewRequirement(Level.Senior, 1),
            [VirtualGate.Step("first", TimeSpan.FromHours(1)), VirtualGate.Step("channel", Day) with { Channel = StepChannel.Post }]);
        await gate.StartAsync();
        Assert.NotNull((await gate.ActAsync("vic", ReviewActionKind.Volunteer)).Judgement!.Message);
        await gate.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(["channel"], gate.Channel.Posted.Keys);

        Assert.Contains("the policy asks for senior", (await gate.ActAsync("mia", ReviewActionKind.Volunteer)).Judgement!.Message, StringComparison.Ordinal);
        Assert.Contains("author", (await gate.ActAsync("jun", ReviewActionKind.Volunteer)).Judgement!.Message, StringComparison.Ordinal);
        Assert.Null((await gate.ActAsync("vic", ReviewActionKind.Volunteer)).Judgement!.Message);
        Assert.Equal("vic", gate.Channel.Sent[^1].Person);

        await gate.DecideAsync("vic", DecisionKind.Approve);
        Assert.True((await gate.OutcomeAsync()).IsRelease);
        Assert.Equal(ReviewState.Released, gate.Channel.Posted["channel"].State);
    }

    [Fact]
    public async Task A_Channel_That_Takes_No_Post_Is_On_Record_And_Not_Waited_For()
    {
        using var gate = ThreeSeniors.Open();
        gate.Channel.Refused.Add("channel");
        gate.Policy = VirtualGate.PolicyOf(
            new ReviewRequirement(Level.Senior, 1),
            [VirtualGate.Step("channel", TimeSpan.FromHours(1)) with { Channel = StepChannel.Post }, VirtualGate.Step("person", Day)]);
        await gate.StartAsync();

        Assert.Contains("post.refused", await gate.AuditKindsAsync());
        await gate.DecideAsync(Assert.Single(gate.Channel.Sent).Person, DecisionKind.Approve);
        Assert.True((await gate.OutcomeAsync()).IsRelease);
    }
}
