using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;
using Workflow.Tests.Fakes;
using static Workflow.Tests.Orchestration.VirtualGate;

namespace Workflow.Tests.Orchestration;

/// <summary>Who is asked by mail, with which link, and who hears of the outcome.</summary>
public sealed class MailedReviewTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_May_Decide_Is_Asked_By_Mail_With_A_Link_Of_Their_Own_And_The_Others_Are_Told()
    {
        using var gate = Open(ByCard("first"), ByMail("second", "lead", "observer"), ByMail("third", "nobody"));
        gate.People.Add("ada", Level.Senior, "reviewer");
        gate.People.Add("lou", Level.Principal, "lead");
        gate.People.Add("meg", Level.Mid, "lead");
        gate.People.Add("ole", Level.Junior, "observer");

        await gate.StartAsync();
        await gate.AdvanceAsync(Hour);

        var mails = gate.Mail.Escalations;
        Assert.Equal(["lou", "meg,ole"], mails.Select(mail => string.Join(',', mail.Recipients)));
        var link = gate.Links.Read(mails[0].Token!)!;
        Assert.Equal((Id, "lou", gate.Request.RequestedAt + (3 * Hour)), (link.Review, link.PersonId, link.Expires));
        Assert.Null(mails[1].Token);
        var lou = (await gate.ReviewAsync()).FindAsked("lou")!;
        Assert.True(lou is { ByMail: true, Card: null, MinimumLevel: Level.Senior, Role: null, Step: "second" });
        Assert.Equal("asked by mail as lead", lou.Why);
        Assert.Null((await gate.ReviewAsync()).FindAsked("meg"));
        await gate.DecideAsync("lou", DecisionKind.Reject, "Not now");
        Assert.Equal(OutcomeReason.Rejected, (await gate.OutcomeAsync()).Reason);
    }

    [Fact]
    public async Task Without_A_Key_Nobody_Is_Asked_By_Mail()
    {
        using var gate = Open(Step("first", Hour), Step("second", Hour, null, "lead"));
        gate.Links.Current = TestLinks.None;
        gate.People.Add("ada", Level.Senior);
        gate.People.Add("lou", Level.Mid, "lead");

        await gate.StartAsync();
        await gate.AdvanceAsync(Hour);

        Assert.Null(Assert.Single(gate.Mail.Escalations).Token);
        Assert.Equal(["ada"], (await gate.ReviewAsync()).Asked.Select(one => one.Person.Id));
    }

    [Fact]
    public async Task Who_Was_Asked_Before_Gets_Their_Link_And_Keeps_Their_Card()
    {
        using var gate = Open(Step("first", Hour), Step("second", Hour, null, "lead"));
        gate.People.Add("ada", Level.Senior, "lead");

        await gate.StartAsync();
        await gate.AdvanceAsync(Hour);

        Assert.Equal("ada", gate.Links.Read(Assert.Single(gate.Mail.Escalations).Token!)!.PersonId);
        var asked = Assert.Single((await gate.ReviewAsync()).Asked);
        Assert.True(asked is { ByMail: false, Card: not null });
    }

    [Fact]
    public async Task The_Line_Of_Managers_Is_Climbed_By_One_At_Each_Step_That_Mails_Managers()
    {
        using var gate = Open(Step("first", Hour), Step("second", Hour, null, "manager"), Step("third", Hour, null, "manager"), Step("fourth", Hour, null, "manager"));
        gate.People.Add("ada", Level.Senior);
        gate.People.Replace("ada", person => person with { ManagerId = "boss" });
        gate.People.Add("boss", Level.Mid);
        gate.People.Replace("boss", person => person with { ManagerId = "head" });
        gate.People.Add("head", Level.Mid);
        gate.People.Replace("head", person => person with { ManagerId = "boss" });

        await gate.StartAsync();
        await gate.AdvanceAsync(Hour);
        await gate.AdvanceAsync(Hour);
        await gate.AdvanceAsync(Hour);

        Assert.Equal(["boss", "head", "head"], gate.Mail.Escalations.Select(mail => Assert.Single(mail.Recipients)));
    }

    [Fact]
    public async Task A_Bounce_Stops_Nothing_And_Is_In_The_Audit()
    {
        using var gate = Open(Step("first", Hour), Step("second", Hour, null, "lead"));
        gate.People.Add("ada", Level.Senior);
        gate.People.Add("lou", Level.Mid, "lead");
        gate.Mail.Bouncing.Add("lou@example.com");

        await gate.StartAsync();
        await gate.AdvanceAsync(Hour);
        await gate.DecideAsync("ada", DecisionKind.Approve);

        Assert.Contains("mail.refused", await gate.AuditKindsAsync());
        Assert.Equal(OutcomeReason.Approved, (await gate.OutcomeAsync()).Reason);
        await gate.AssertAuditIsIntactAsync();
    }

    [Fact]
    public async Task One_Mail_That_Cannot_Be_Sent_Keeps_No_Other_Back_And_The_Ladder_Goes_On()
    {
        using var gate = Open(ByCard("first"), ByMail("second", "lead"));
        gate.People.Add("ada", Level.Senior, "reviewer");
        gate.People.Add("lou", Level.Principal, "lead");
        gate.People.Add("pia", Level.Principal, "lead");
        gate.Mail.Unreachable.Add("lou@example.com");

        await gate.StartAsync();
        await gate.AdvanceAsync(Hour);
        await gate.AdvanceAsync(Hour);

        Assert.Contains(gate.Mail.Escalations, mail => mail.Recipients is ["pia"]);
        Assert.DoesNotContain(gate.Mail.Escalations, mail => mail.Recipients.Contains("lou"));
    }

    [Fact]
    public async Task Who_Was_Asked_By_Mail_Is_Reminded_By_Mail_And_Has_No_Card_To_Be_Changed()
    {
        using var gate = Open(ByCard("first") with { EmailRoles = ["lead"] });
        gate.People.Add("ada", Level.Senior, "reviewer");
        gate.People.Add("lou", Level.Principal, "lead");
        await gate.StartAsync();
        var remind = new RemindReviewerActivity(gate.Reviews, gate.Channel, gate.Mail, gate.Links, gate.Audit, gate.Time);

        var byMail = (await gate.ReviewAsync()).Asked.Single(one => one.ByMail).Person.Id;
        await remind.RunAsync(new RemindReviewerInput(Id, byMail, "first", 1), Cancellation);
        await new UpdateApprovalCardsActivity(gate.Reviews, gate.Channel, gate.Audit).RunAsync(Id, Cancellation);

        var (person, reminder, token) = Assert.Single(gate.Mail.Reminders);
        Assert.Equal((byMail, "first.1", byMail), (person, reminder, gate.Links.Read(token!)!.PersonId));
    }

    [Fact]
    public async Task The_Outcome_Goes_To_Writers_Requester_And_Everybody_Who_Was_Mailed()
    {
        using var gate = Open(Step("first", Hour), Step("second", Hour, null, "observer"));
        gate.People.Add("ada", Level.Senior);
        gate.People.Add("ole", Level.Junior, "observer");
        await gate.StartAsync();
        var mailing = new MailOutcomeActivity(gate.Reviews, gate.People, gate.Mail, gate.Audit);
        await mailing.RunAsync(Id, Cancellation);
        Assert.Empty(gate.Mail.Outcomes);
        await gate.AdvanceAsync(Hour);
        await gate.DecideAsync("ada", DecisionKind.Approve);
        gate.Mail.Bouncing.Add("ole@example.com");

        await mailing.RunAsync(Id, Cancellation);

        Assert.Equal(["ole@example.com", "jun@example.com"], gate.Mail.Outcomes[^1]);
        Assert.Contains("outcome.mailed", await gate.AuditKindsAsync());
        Assert.Contains("mail.refused", await gate.AuditKindsAsync());
    }

    /// <summary>Asks those with the role of a reviewer.</summary>
    private static EscalationStep ByCard(string name) => Step(name, Hour) with { Role = "reviewer" };

    /// <summary>Only mails.</summary>
    private static EscalationStep ByMail(string name, params string[] roles) => Step(name, Hour, null, roles) with { Channel = StepChannel.Mail };

    [Fact]
    public async Task Whom_No_Card_Reaches_Is_Asked_By_Mail_At_Once_And_Can_Decide()
    {
        using var gate = Open(Step("first", Hour, TimeSpan.FromMinutes(20)));
        gate.People.Add("ada", Level.Senior);
        gate.Channel.Refused.Add("ada");

        await gate.StartAsync();

        Assert.Equal(["ada"], gate.Mail.Requests);
        Assert.True((await gate.ReviewAsync()).FindAsked("ada") is { ByMail: true, Undeliverable: null });
        Assert.Contains("card.refused", await gate.AuditKindsAsync());
        await gate.AdvanceAsync(TimeSpan.FromMinutes(20));
        Assert.Equal("ada", Assert.Single(gate.Mail.Reminders).Person);
        await gate.DecideAsync("ada", DecisionKind.Approve);
        Assert.Equal(OutcomeReason.Approved, (await gate.OutcomeAsync()).Reason);
        Assert.Contains(gate.Mail.Outcomes, to => to.Contains("ada@example.com"));
    }

    [Fact]
    public async Task Whom_Neither_A_Card_Nor_A_Mail_Reaches_Is_Not_Waited_For()
    {
        using var gate = Open(Step("first", Hour));
        gate.People.Add("ada", Level.Senior);
        gate.People.Add("bea", Level.Senior);
        gate.Channel.Refused.UnionWith(["ada", "bea"]);
        gate.Mail.Bouncing.Add("ada@example.com");

        await gate.StartAsync();

        var review = await gate.ReviewAsync();
        Assert.True(review.FindAsked("bea") is { ByMail: true, Undeliverable: null });
        Assert.False(review.FindAsked("ada") is { Undeliverable: null });
    }

    private static VirtualGate Open(params EscalationStep[] ladder)
    {
        var gate = new VirtualGate(ladder);
        gate.Links.Current = TestLinks.Of(TestLinks.Key);
        return gate;
    }
}
