using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Tests.Fakes;
using static Workflow.Tests.Orchestration.VirtualGate;

namespace Workflow.Tests.Orchestration;

/// <summary>What becomes of a ladder whose mails reach some of those whom they are for, or nobody.</summary>
public sealed class EscalationMailTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_Mail_That_Fails_For_Good_Is_On_Record_And_The_Others_Are_Asked_And_Reminded()
    {
        using var gate = Open(ByCard("first"), ByMail("second", "lead") with { ReminderInterval = 0.5 * Hour });
        gate.People.Add("ada", Level.Senior, "reviewer");
        gate.People.Add("lou", Level.Principal, "lead");
        gate.People.Add("pia", Level.Principal, "lead");
        gate.Mail.Unreachable.Add("lou@example.com");

        await gate.StartAsync();
        await gate.AdvanceAsync(1.6 * Hour);

        var review = await gate.ReviewAsync();
        Assert.True(review.FindAsked("pia") is { ByMail: true, CanDecide: true });
        Assert.True(review.FindAsked("lou") is { CanDecide: false, Undeliverable: "no mail reaches Lou" });
        Assert.Equal(["pia"], gate.Mail.Reminders.Select(one => one.Person));
        Assert.All(gate.Mail.Escalations, mail => Assert.Equal(["pia"], mail.Recipients));
        var refused = Assert.Single(await TrailAsync(gate), entry => entry.Kind == "mail.refused");
        Assert.Equal("The mail to lou@example.com was refused: lou@example.com cannot be reached", refused.Summary);
        await gate.DecideAsync("pia", DecisionKind.Approve);
        Assert.Equal(OutcomeReason.Approved, (await gate.OutcomeAsync()).Reason);
    }

    [Fact]
    public async Task Whom_A_Mail_Does_Not_Reach_Is_Not_Waited_For()
    {
        using var gate = Open(ByMail("first", "lead"), ByCard("second"));
        gate.People.Add("ada", Level.Senior, "reviewer");
        gate.People.Add("lou", Level.Principal, "lead");
        gate.Mail.Bouncing.Add("lou@example.com");

        await gate.StartAsync();

        Assert.Equal(["ada"], gate.Channel.Sent.Select(sent => sent.Person));
        Assert.False((await gate.ReviewAsync()).FindAsked("lou")!.CanDecide);
    }

    [Fact]
    public async Task Whom_The_Server_Refused_Is_Not_Waited_For_After_An_Attempt_That_Another_Mail_Needs()
    {
        using var gate = Open(ByMail("first", "lead"), ByCard("second"));
        gate.People.Add("ada", Level.Senior, "reviewer");
        gate.People.Add("lou", Level.Principal, "lead");
        gate.People.Add("pia", Level.Principal, "lead");
        gate.Mail.Bouncing.Add("lou@example.com");
        gate.Mail.Unreachable.Add("pia@example.com");

        await gate.StartAsync();
        await gate.AdvanceAsync(0.5 * Hour);

        Assert.Equal("second", (await gate.ReviewAsync()).Step);
        Assert.False((await gate.ReviewAsync()).FindAsked("lou")!.CanDecide);
    }

    [Fact]
    public async Task Whom_An_Earlier_Mail_Reached_Still_Decides_Where_A_Later_One_Fails()
    {
        using var gate = Open(ByMail("first", "lead"), ByMail("second", "lead"));
        gate.People.Add("lou", Level.Principal, "lead");

        await gate.StartAsync();
        gate.Mail.Unreachable.Add("lou@example.com");
        await gate.AdvanceAsync(1.5 * Hour);

        Assert.Equal("second", (await gate.ReviewAsync()).Step);
        await gate.DecideAsync("lou", DecisionKind.Approve);
        Assert.Equal(OutcomeReason.Approved, (await gate.OutcomeAsync()).Reason);
    }

    [Theory]
    [InlineData("lou@example.com", 0)]
    [InlineData("nobody@example.com", 1)]
    public async Task A_Step_Whose_Mails_Reach_Nobody_Ends_At_Once_Where_Nobody_Was_Asked(string bouncing, int hours)
    {
        using var gate = Open(ByMail("first", "lead"), ByMail("second", "nobody"), ByCard("third"));
        gate.People.Add("ada", Level.Senior, "reviewer");
        gate.People.Add("lou", Level.Mid, "lead");
        gate.Mail.Bouncing.Add(bouncing);

        await gate.StartAsync();
        Assert.Equal(hours > 0 ? "first" : "third", (await gate.ReviewAsync()).Step);
        await gate.AdvanceAsync(hours * Hour);

        Assert.Equal("third", (await gate.ReviewAsync()).Step);
        Assert.Equal(["ada"], gate.Channel.Sent.Select(sent => sent.Person));
    }

    [Fact]
    public async Task A_Step_Whose_Mails_Reach_Nobody_Waits_For_Those_Who_Were_Asked_Before()
    {
        using var gate = Open(ByCard("first"), ByMail("second", "nobody"), ByMail("third", "nobody"));
        gate.People.Add("ada", Level.Senior, "reviewer");

        await gate.StartAsync();
        await gate.AdvanceAsync(1.5 * Hour);

        Assert.Equal("second", (await gate.ReviewAsync()).Step);
        await gate.DecideAsync("ada", DecisionKind.Approve);
        Assert.True((await gate.OutcomeAsync()).IsRelease);
    }

    [Fact]
    public async Task Where_Nobody_Could_Be_Asked_The_Line_Of_Those_Who_Made_The_Change_Is_Mailed_And_Decides_Where_It_May()
    {
        using var gate = Open(ByCard("first") with { EmailRoles = ["manager"] }, ByMail("second", "manager"));
        AddLine(gate);

        await gate.StartAsync();

        Assert.Equal(["boss", "head"], gate.Mail.Escalations.Select(mail => Assert.Single(mail.Recipients)));
        Assert.Equal([false, true], gate.Mail.Escalations.Select(mail => mail.Token is not null));
        await gate.DecideAsync("head", DecisionKind.Approve);
        Assert.True((await gate.OutcomeAsync()).IsRelease);
    }

    [Fact]
    public async Task Whom_A_Mail_Asks_In_Place_Of_A_Card_Has_Managers_Who_Are_Mailed()
    {
        using var gate = Open(ByCard("first") with { EmailRoles = ["manager"] });
        AddLine(gate);
        gate.People.Add("mona", Level.Mid);
        gate.People.Add("ada", Level.Senior, "reviewer");
        gate.People.Replace("ada", person => person with { ManagerId = "mona" });
        gate.Channel.Refused.Add("ada");

        await gate.StartAsync();

        Assert.Equal(["ada"], gate.Mail.Requests);
        Assert.Equal(["mona"], Assert.Single(gate.Mail.Escalations).Recipients);
    }

    [Fact]
    public async Task A_Manager_Of_The_Author_Who_May_Not_Decide_Is_Told_Only()
    {
        using var gate = Open(ByMail("first", "manager"), ByMail("second", "manager"));
        gate.Policy = PolicyOf(new ReviewRequirement(Level.Senior, 1) { Independent = true }, gate.Policy.Default.Ladder);
        AddLine(gate);

        await gate.StartAsync();
        await gate.AdvanceAsync(Hour);

        Assert.Equal(["boss", "head"], gate.Mail.Escalations.Select(mail => Assert.Single(mail.Recipients)));
        Assert.All(gate.Mail.Escalations, mail => Assert.Null(mail.Token));
        await gate.AdvanceAsync(Hour);
        Assert.Equal(OutcomeReason.NoEligibleReviewer, (await gate.OutcomeAsync()).Reason);
    }

    private static void AddLine(VirtualGate gate)
    {
        gate.People.Replace("jun", person => person with { ManagerId = "boss" });
        gate.People.Add("boss", Level.Mid);
        gate.People.Replace("boss", person => person with { ManagerId = "head" });
        gate.People.Add("head", Level.Principal);
    }

    private static EscalationStep ByCard(string name) => Step(name, Hour) with { Role = "reviewer" };

    private static EscalationStep ByMail(string name, params string[] roles) => Step(name, Hour, null, roles) with { Channel = StepChannel.Mail };

    private static async Task<IReadOnlyList<AuditEntry>> TrailAsync(VirtualGate gate) =>
        [.. (await gate.Audit.ReadAsync(Id, TestContext.Current.CancellationToken)).Select(record => record.Entry)];

    private static VirtualGate Open(params EscalationStep[] ladder)
    {
        var gate = new VirtualGate(ladder);
        gate.Links.Current = TestLinks.Of(TestLinks.Key);
        return gate;
    }
}
