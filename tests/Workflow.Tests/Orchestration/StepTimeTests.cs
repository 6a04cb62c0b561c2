using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Orchestration;

public sealed class StepTimeTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_Step_In_Working_Time_Waits_Reminds_And_Ends_In_It()
    {
        using var gate = Staffed(VirtualGate.Step("first", 2 * Hour, Hour));
        var start = gate.Time.GetUtcNow();
        var opens = TimeOnly.FromDateTime(start.UtcDateTime.AddHours(3));
        var hours = new WorkingHours("UTC", Enum.GetValues<DayOfWeek>(), opens, opens.AddHours(4), []);
        gate.Policy = VirtualGate.PolicyOf(
            new ReviewRequirement(Level.Senior, 1), [VirtualGate.Step("first", 2 * Hour, Hour) with { Hours = hours }]);

        await gate.StartAsync();

        Assert.Equal(start.AddHours(5), (await gate.ReviewAsync()).Deadline);
        await gate.AdvanceAsync(3.5 * Hour);
        Assert.Empty(gate.Channel.Reminded);
        await gate.AdvanceAsync(Hour);
        Assert.Single(gate.Channel.Reminded);
        Assert.Empty(gate.Pipeline.Told);
        await gate.AdvanceAsync(Hour);
        Assert.Equal(OutcomeReason.TimedOut, (await gate.OutcomeAsync()).Reason);
        Assert.Equal(1, gate.Runs["PlanStep"]);
    }

    [Fact]
    public async Task A_Step_In_Wall_Clock_Time_Is_Planned_Without_An_Activity()
    {
        using var gate = Staffed(VirtualGate.Step("first", Hour));

        await gate.StartAsync();

        Assert.DoesNotContain("PlanStep", gate.Runs.Keys);
    }

    [Fact]
    public async Task A_Time_Zone_That_This_Machine_Does_Not_Know_Ends_In_A_Cancel()
    {
        var hours = new WorkingHours("Atlantis/Sunken", Enum.GetValues<DayOfWeek>(), new TimeOnly(9, 0), new TimeOnly(17, 0), []);
        using var gate = Staffed(VirtualGate.Step("first", Hour) with { Hours = hours });

        await gate.StartAsync();
        await gate.AdvanceAsync(Hour);

        Assert.Equal(OutcomeReason.Failed, (await gate.OutcomeAsync()).Reason);
    }

    [Fact]
    public async Task Those_Asked_By_Card_And_Mail_Get_Both_And_The_Audit_Says_So()
    {
        using var gate = Staffed(VirtualGate.Step("first", Hour) with { Channel = StepChannel.CardAndMail });

        await gate.StartAsync();

        Assert.Equal(gate.Channel.Sent.Select(sent => sent.Person), gate.Mail.Requests);
        Assert.Contains("reviewer.mailed", await gate.AuditKindsAsync());
    }

    [Fact]
    public async Task A_Mail_That_Cannot_Be_Sent_Keeps_No_Card_Back()
    {
        using var gate = Staffed(VirtualGate.Step("first", Hour) with { Channel = StepChannel.CardAndMail });
        gate.Broken.Add("MailReviewer");

        await gate.StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromMinutes(10));
        await gate.DecideAsync(Assert.Single(gate.Channel.Sent).Person, DecisionKind.Approve);

        Assert.True((await gate.OutcomeAsync()).IsRelease);
    }

    [Fact]
    public async Task A_Step_By_Mail_Asks_Nobody_And_Waits()
    {
        using var gate = Staffed(
            VirtualGate.Step("tell", Hour, null, "lead") with { Channel = StepChannel.Mail }, VirtualGate.Step("ask", Hour));
        gate.People.Add("lou", Level.Junior, "lead");

        await gate.StartAsync();
        Assert.Equal(["lou"], Assert.Single(gate.Mail.Escalations).Recipients);
        Assert.Empty(gate.Channel.Sent);
        Assert.Empty(gate.Pipeline.Told);
        await gate.AdvanceAsync(Hour);

        Assert.Single(gate.Channel.Sent);
    }

    [Fact]
    public async Task A_Quorum_Larger_Than_The_Pool_Is_Blocked_At_Once()
    {
        using var gate = Staffed(VirtualGate.Step("first", Hour));
        gate.Policy = VirtualGate.PolicyOf(new ReviewRequirement(Level.Senior, 3), [VirtualGate.Step("first", Hour)]);

        await gate.StartAsync();

        var outcome = await gate.OutcomeAsync();
        Assert.Equal(OutcomeReason.BlockedByPolicy, outcome.Reason);
        Assert.Contains("even with the 2 people who may review", outcome.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(59, null)]
    [InlineData(null, 59)]
    public async Task A_Ladder_Longer_Than_Its_Pipeline_Waits_Is_Blocked_At_Once(int? environmentMinutes, int? hostMinutes)
    {
        using var gate = Staffed(VirtualGate.Step("first", Hour));
        gate.Policy = gate.Policy with
        {
            Environments = new Dictionary<string, EnvironmentSettings>
            {
                ["production"] = new(true) { PipelineWait = Minutes(environmentMinutes) },
            },
        };
        gate.Pipeline.LongestWait = Minutes(hostMinutes);

        await gate.StartAsync();

        var outcome = await gate.OutcomeAsync();
        Assert.Equal(OutcomeReason.BlockedByPolicy, outcome.Reason);
        Assert.Contains("waits no longer than 59 minutes", outcome.Explanation, StringComparison.Ordinal);
    }

    private static TimeSpan? Minutes(int? minutes) => minutes is { } known ? TimeSpan.FromMinutes(known) : null;

    private static VirtualGate Staffed(params EscalationStep[] ladder)
    {
        var gate = new VirtualGate(ladder);
        gate.People.Add("ada", Level.Senior);
        gate.People.Add("bob", Level.Senior);
        return gate;
    }
}
