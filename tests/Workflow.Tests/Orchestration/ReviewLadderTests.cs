using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Orchestration;

public sealed class ReviewLadderTests
{
    private static readonly TimeSpan TwoDays = TimeSpan.FromDays(2);

    [Fact]
    public async Task A_Change_Without_Ai_Is_Released_Without_Asking_Anybody()
    {
        using var gate = GateWithTwoSeniors();
        gate.Source.Changes = VirtualGate.Change("Jun", "jun@example.com", "Fix a typo");

        await gate.StartAsync();

        Assert.Equal(OutcomeReason.ReleasedByPolicy, (await gate.OutcomeAsync()).Reason);
        Assert.Empty(gate.Channel.Sent);
        Assert.True(Assert.Single(gate.Pipeline.Told).Outcome.IsRelease);
        Assert.Equal(ReviewState.Released, (await gate.ReviewAsync()).State);
    }

    [Fact]
    public async Task An_Approval_By_The_Asked_Reviewer_Releases()
    {
        using var gate = GateWithTwoSeniors();
        await gate.StartAsync();
        var asked = Assert.Single(gate.Channel.Sent).Person;

        var reply = await gate.DecideAsync(asked, DecisionKind.Approve, "Looks right");

        Assert.True(reply.Judgement.IsAccepted);
        var told = Assert.Single(gate.Pipeline.Told);
        Assert.Equal(OutcomeReason.Approved, told.Outcome.Reason);
        Assert.Equal("Looks right", told.Outcome.Comment);
        Assert.Equal(ReviewState.Released, gate.Channel.Shown[asked].State);
        await gate.AssertAuditIsIntactAsync();
    }

    [Fact]
    public async Task A_Rejection_Cancels_With_The_Comment()
    {
        using var gate = GateWithTwoSeniors();
        await gate.StartAsync();

        await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Reject, "Not on a Friday");

        var outcome = Assert.Single(gate.Pipeline.Told).Outcome;
        Assert.Equal(OutcomeReason.Rejected, outcome.Reason);
        Assert.Equal("Not on a Friday", outcome.Comment);
    }

    [Fact]
    public async Task The_Ladder_Reminds_Escalates_Mails_And_Times_Out_In_Order()
    {
        using var gate = GateWithTwoSeniors();
        var start = gate.Time.GetUtcNow();
        await gate.StartAsync();

        await gate.AdvanceAsync(TimeSpan.FromDays(30));

        Assert.Equal(2, gate.Channel.Sent.Count);
        Assert.NotEqual(gate.Channel.Sent[0].Person, gate.Channel.Sent[1].Person);
        Assert.Equal(["second"], gate.Mail.Escalations.Select(mail => mail.Step));
        Assert.Equal(["rita"], gate.Mail.Escalations[0].Recipients);
        var told = Assert.Single(gate.Pipeline.Told);
        Assert.Equal(OutcomeReason.TimedOut, told.Outcome.Reason);
        Assert.Equal(start + TwoDays + TwoDays, told.At);
        string[] order = ["reviewer.asked", "reviewer.reminded", "reviewer.asked", "escalation.mailed", "outcome.decided", "callback.delivered"];
        Assert.Equal(order, (await gate.AuditKindsAsync()).Where(order.Contains).DistinctConsecutive());
    }

    [Fact]
    public async Task Reminders_Go_To_Everyone_Who_Was_Asked_At_The_Interval()
    {
        using var gate = GateWithTwoSeniors();
        await gate.StartAsync();

        await gate.AdvanceAsync(TwoDays - TimeSpan.FromSeconds(1));

        Assert.Equal(3, gate.Channel.Reminded.Count);
        Assert.All(gate.Channel.Reminded, person => Assert.Equal(gate.Channel.Sent[0].Person, person));
    }

    [Fact]
    public async Task Reminders_Missed_While_The_Gate_Was_Down_Are_Not_Made_Up_For()
    {
        using var gate = GateWithTwoSeniors();
        await gate.StartAsync();

        gate.Engine.Time.Advance(TimeSpan.FromHours(40));
        await gate.Engine.CrashAndRecoverAsync();

        Assert.Single(gate.Channel.Reminded);
    }

    [Fact]
    public async Task Whoever_Was_Asked_First_May_Still_Decide_After_Escalation()
    {
        using var gate = GateWithTwoSeniors();
        await gate.StartAsync();
        await gate.AdvanceAsync(TwoDays + TimeSpan.FromHours(1));

        await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve);

        Assert.Equal(OutcomeReason.Approved, (await gate.OutcomeAsync()).Reason);
        Assert.All(gate.Channel.Shown.Values, review => Assert.NotNull(review.Outcome));
    }

    [Fact]
    public async Task Escalation_Shows_On_The_Cards_Sent_Before()
    {
        using var gate = GateWithTwoSeniors();
        await gate.StartAsync();

        await gate.AdvanceAsync(TwoDays + TimeSpan.FromHours(1));

        Assert.Equal(2, gate.Channel.Shown[gate.Channel.Sent[0].Person].Asked.Count);
    }

    [Fact]
    public async Task Two_Approvals_Are_Asked_For_At_Once_And_Both_Are_Needed()
    {
        using var gate = GateWithTwoSeniors();
        gate.Policy = VirtualGate.PolicyOf(new ReviewRequirement(Level.Senior, 2), [VirtualGate.Step("only", TwoDays)]);
        await gate.StartAsync();
        Assert.Equal(2, gate.Channel.Sent.Count);

        await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve);
        Assert.Empty(gate.Pipeline.Told);
        await gate.DecideAsync(gate.Channel.Sent[1].Person, DecisionKind.Approve);

        Assert.Equal(2, Assert.Single(gate.Pipeline.Told).Outcome.DecidedBy.Count);
    }

    [Fact]
    public async Task Without_An_Eligible_Reviewer_The_Deployment_Is_Cancelled_At_Once()
    {
        using var gate = new VirtualGate(VirtualGate.Step("only", TwoDays));

        await gate.StartAsync();

        Assert.Equal(OutcomeReason.NoEligibleReviewer, (await gate.OutcomeAsync()).Reason);
        Assert.Single(gate.Pipeline.Told);
    }

    [Fact]
    public async Task Somebody_Whom_The_Channel_Cannot_Reach_Is_Passed_Over()
    {
        using var gate = GateWithTwoSeniors();
        gate.Channel.Refused.Add("anna");

        await gate.StartAsync();

        Assert.Equal("ben", Assert.Single(gate.Channel.Sent).Person);
        Assert.Equal(OutcomeReason.TimedOut, await OutcomeAfterAsync(gate, TimeSpan.FromDays(30)));
    }

    [Fact]
    public async Task A_Newer_Request_Supersedes_An_Older_One_Where_The_Policy_Says_So()
    {
        using var gate = GateWithTwoSeniors();
        gate.Policy = gate.Policy with { Environments = new Dictionary<string, EnvironmentSettings> { ["production"] = new(true, true) } };
        await gate.StartAsync();
        var newer = gate.Request with
        {
            Id = DeploymentId.Parse("deploy-2"),
            RequestedAt = gate.Request.RequestedAt.AddMinutes(1),
        };

        await gate.StartAsync(newer);

        Assert.Equal(OutcomeReason.Superseded, (await gate.OutcomeAsync()).Reason);
        Assert.Equal(VirtualGate.Id, Assert.Single(gate.Pipeline.Told).Deployment);
    }

    private static async Task<OutcomeReason> OutcomeAfterAsync(VirtualGate gate, TimeSpan time)
    {
        await gate.AdvanceAsync(time);
        return (await gate.OutcomeAsync()).Reason;
    }

    private static VirtualGate GateWithTwoSeniors()
    {
        var gate = new VirtualGate(
            VirtualGate.Step("first", TwoDays, TimeSpan.FromHours(12)),
            VirtualGate.Step("second", TwoDays, null, "release-manager"));
        gate.People.Add("anna", Level.Senior);
        gate.People.Add("ben", Level.Senior);
        gate.People.Add("rita", Level.Mid, "release-manager");
        return gate;
    }
}
