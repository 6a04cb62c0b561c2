using Workflow.Core.Reviews;

namespace Workflow.Tests.Orchestration;

/// <summary>What becomes of a review that one reviewer hands to another.</summary>
public sealed class HandoverTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Who_Was_Asked_For_A_Role_Is_Offered_Those_Who_Have_It_And_Hands_The_Review_To_Nobody_Else()
    {
        using var gate = ThreeSeniors.Open();
        gate.Policy = VirtualGate.PolicyOf(new ReviewRequirement(Level.Senior, 1) { Roles = ["dba"] }, [VirtualGate.Step("first", 24 * Hour)]);
        gate.People.Replace("sara", person => person with { Roles = ["dba"] });
        gate.People.Replace("sam", person => person with { Roles = ["dba"] });
        await gate.StartAsync();
        var first = Assert.Single(gate.Channel.Sent).Person;
        var second = first == "sara" ? "sam" : "sara";

        var refused = await HandOverAsync(gate, first, "sue");

        Assert.Equal([$"object-{second}"], (await gate.ReviewAsync()).FindAsked(first)!.Colleagues.Select(one => one.Id));
        Assert.Contains("somebody with the role 'dba'", refused, StringComparison.Ordinal);
        Assert.Single(gate.Channel.Sent);
        Assert.Null(await HandOverAsync(gate, first, second));
        await gate.DecideAsync(second, DecisionKind.Approve);
        Assert.True((await gate.OutcomeAsync()).IsRelease);
    }

    [Fact]
    public async Task Who_Receives_A_Review_Has_A_Whole_Interval_Before_The_First_Reminder()
    {
        using var gate = ThreeSeniors.Open(Hour);
        await gate.StartAsync();
        var first = Assert.Single(gate.Channel.Sent).Person;
        await gate.AdvanceAsync(TimeSpan.FromMinutes(55));
        await HandOverAsync(gate, first, first == "sara" ? "sam" : "sara");
        var second = gate.Channel.Sent[^1].Person;

        await gate.AdvanceAsync(TimeSpan.FromMinutes(64));
        Assert.Empty(gate.Channel.Reminded);

        await gate.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal([second], gate.Channel.Reminded);
    }

    [Fact]
    public async Task Who_Takes_A_Review_On_From_A_Post_Has_A_Whole_Interval_Too()
    {
        using var gate = ThreeSeniors.Open();
        gate.Policy = VirtualGate.PolicyOf(
            new ReviewRequirement(Level.Senior, 1), [VirtualGate.Step("channel", 24 * Hour, Hour) with { Channel = StepChannel.Post }]);
        await gate.StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromMinutes(55));
        await gate.ActAsync("sue", ReviewActionKind.Volunteer);

        await gate.AdvanceAsync(TimeSpan.FromMinutes(64));
        Assert.Empty(gate.Channel.Reminded);

        await gate.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["sue"], gate.Channel.Reminded);
    }

    [Fact]
    public async Task In_Working_Time_The_Interval_Of_Who_Receives_A_Review_Is_Working_Time_Too()
    {
        // The clock begins on a Wednesday at 09:00, UTC.
        using var gate = ThreeSeniors.Open();
        var hours = new WorkingHours("UTC", [DayOfWeek.Wednesday, DayOfWeek.Thursday], new TimeOnly(9, 0), new TimeOnly(11, 0), []);
        gate.Policy = VirtualGate.PolicyOf(
            new ReviewRequirement(Level.Senior, 1), [VirtualGate.Step("first", 3.5 * Hour, Hour) with { Hours = hours }]);
        await gate.StartAsync();
        var first = Assert.Single(gate.Channel.Sent).Person;
        await gate.AdvanceAsync(1.5 * Hour);
        Assert.Equal([first], gate.Channel.Reminded);
        await HandOverAsync(gate, first, first == "sara" ? "sam" : "sara");

        // The step reminds at 11:00, and the next day at 10:00.
        await gate.AdvanceAsync(23 * Hour);
        Assert.Single(gate.Channel.Reminded);

        await gate.AdvanceAsync(0.5 * Hour);
        Assert.Equal([first, gate.Channel.Sent[^1].Person], gate.Channel.Reminded);
    }

    /// <returns>Why it is refused; null where it is not.</returns>
    private static async Task<string?> HandOverAsync(VirtualGate gate, string from, string to) =>
        (await gate.ActAsync(from, ReviewActionKind.Delegate, action => action with { To = $"object-{to}" })).Judgement!.Message;
}
