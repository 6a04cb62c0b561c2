using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Intake;

namespace Workflow.Tests.Orchestration.Histories;

/// <summary>The typical courses of every orchestrator that new instances run, each recorded once under the orchestrator's name.</summary>
public sealed class HistoryRecordingTests
{
    private static readonly JudgedDecision Approval = new("a", "anna", "anna", DecisionKind.Approve, null, DateTimeOffset.UnixEpoch);

    private static readonly Dictionary<string, Func<VirtualGate, Task>> Reviews = new()
    {
        ["released-by-policy"] = gate =>
        {
            gate.Source.Changes = VirtualGate.Change("Jun", "jun@example.com", "Fix a typo");
            return gate.StartAsync();
        },
        ["approved"] = async gate =>
        {
            await gate.StartAsync();
            await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve, "Looks right");
        },
        ["escalated-then-rejected"] = async gate =>
        {
            await gate.StartAsync();
            await gate.AdvanceAsync(TimeSpan.FromHours(30));
            await gate.DecideAsync(gate.Channel.Sent[1].Person, DecisionKind.Reject, "Not on a Friday");
        },
        ["timed-out"] = async gate =>
        {
            await gate.StartAsync();
            await gate.AdvanceAsync(TimeSpan.FromDays(3));
        },
        ["withdrawn"] = async gate =>
        {
            await gate.StartAsync();
            await gate.EndAsync(OutcomeReason.Withdrawn);
        },
        ["head-moved"] = async gate =>
        {
            await gate.StartAsync();
            gate.Source.MovedTo = new string('c', 40);
            await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve);
        },
        ["friction-raised"] = async gate =>
        {
            await gate.StartAsync();
            var now = gate.Time.GetUtcNow();
            gate.Controls.All.Add(new FrictionControl(
                "careful", "digest", "owner@example.com", "An incident.", null, new FrictionScope([], []), new ReviewRequirement(Level.Senior, 2),
                now, now.AddDays(1), FrictionMode.Enforce));
            await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve);
            await gate.DecideAsync(gate.Channel.Sent[1].Person, DecisionKind.Approve);
        },
        ["in-working-time"] = async gate =>
        {
            var hours = new WorkingHours("UTC", Enum.GetValues<DayOfWeek>(), new TimeOnly(9, 0), new TimeOnly(17, 0), []);
            gate.Policy = VirtualGate.PolicyOf(
                new ReviewRequirement(Level.Senior, 1),
                [VirtualGate.Step("first", TimeSpan.FromHours(6), TimeSpan.FromHours(2)) with { Hours = hours, Channel = StepChannel.CardAndMail }]);
            await gate.StartAsync();
            await gate.AdvanceAsync(TimeSpan.FromDays(3));
        },
        ["nobody-to-ask"] = async gate =>
        {
            gate.Channel.IsDown = true;
            await gate.StartAsync();
            await gate.AdvanceAsync(TimeSpan.FromHours(1));
        },
        ["mail-failing"] = async gate =>
        {
            gate.People.Add("mona", Level.Mid);
            gate.People.Replace("anna", one => one with { ManagerId = "mona" });
            gate.People.Replace("ben", one => one with { ManagerId = "mona" });
            gate.Mail.Unreachable.Add("mona@example.com");
            await gate.StartAsync();
            await gate.AdvanceAsync(TimeSpan.FromDays(3));
        },
        ["nobody-mailed"] = gate =>
        {
            gate.Policy = VirtualGate.PolicyOf(
                new ReviewRequirement(Level.Senior, 1), [VirtualGate.Step("mails", TimeSpan.FromDays(1), null, "lead") with { Channel = StepChannel.Mail }]);
            return gate.StartAsync();
        },
        ["break-glass"] = async gate =>
        {
            gate.Policy = gate.Policy with { BreakGlass = BreakGlass };
            await gate.StartAsync();
            await gate.AskAsync("anna");
            await gate.ConfirmAsync("ben");
        },
        ["callback-failing"] = async gate =>
        {
            gate.Pipeline.FailNext = 63;
            await gate.StartAsync();
            await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve);
            await gate.AdvanceAsync(TimeSpan.FromDays(2));
        },
    };

    private static BreakGlassRules BreakGlass => new(
        Level.Mid, null, null, TimeSpan.FromMinutes(30), TimeSpan.FromHours(4),
        new ReviewDemand(
            new ReviewRequirement(Level.Senior, 1),
            [VirtualGate.Step("first", TimeSpan.FromDays(1), TimeSpan.FromHours(12)), VirtualGate.Step("second", TimeSpan.FromDays(1))]));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Courses => [.. Reviews.Keys];

    [Theory]
    [MemberData(nameof(Courses))]
    public async Task A_Course_Of_A_Review_Is_Recorded(string course)
    {
        using var gate = NewGate();

        await Reviews[course](gate);

        await AssertRecordedAsync(gate, OrchestratorCatalogue.DeploymentReview.Name, VirtualGate.Id.Value, course);
    }

    [Fact]
    public async Task The_Answer_To_An_Abandoned_Review_Is_Recorded()
    {
        using var gate = NewGate();
        await gate.Reviews.CreateAsync(new Review(gate.Request, ReviewState.Waiting, gate.Time.GetUtcNow()), Cancellation);

        await gate.SweepAsync();

        await AssertRecordedAsync(
            gate, OrchestratorCatalogue.AbandonedReview.Name, AbandonedReviewOrchestrator.InstanceIdOf(VirtualGate.Id), "cancelled");
    }

    [Fact]
    public async Task A_Callback_That_Is_Taken_Up_Is_Recorded()
    {
        using var gate = NewGate();
        var review = new Review(gate.Request, ReviewState.Reporting, gate.Time.GetUtcNow()) { Outcome = ReviewOutcome.ApprovedBy([Approval]) };
        await gate.Reviews.CreateAsync(review, Cancellation);

        await gate.SweepAsync();

        await AssertRecordedAsync(
            gate, OrchestratorCatalogue.UnansweredCallback.Name, UnansweredCallbackOrchestrator.InstanceIdOf(VirtualGate.Id), "released");
    }

    [Theory]
    [InlineData("approved")]
    [InlineData("timed-out")]
    [InlineData("approved-and-told")]
    [InlineData("timed-out-and-told")]
    public async Task A_Review_After_The_Fact_Is_Recorded(string course)
    {
        using var gate = NewGate();
        gate.People.Add("carl", Level.Senior);
        await Reviews["break-glass"](gate);
        if (course.StartsWith("approved", StringComparison.Ordinal))
        {
            var after = AfterTheFact.IdOf(VirtualGate.Id);
            var decision = new Decision(
                "after", after, new ActorIdentity(ObjectId: "object-carl"), DecisionKind.Approve, null, gate.Request.Commits.Head, gate.Time.GetUtcNow());
            await new DecisionIntake(gate.Reviews, gate.People, gate.Audit, gate).SubmitAsync(decision, Cancellation);
        }

        await gate.AdvanceAsync(TimeSpan.FromDays(3));

        await AssertRecordedAsync(
            gate, OrchestratorCatalogue.AfterTheFactReview.Name, AfterTheFactReviewOrchestrator.InstanceIdOf(VirtualGate.Id), course);
    }

    private static async Task AssertRecordedAsync(VirtualGate gate, string orchestrator, string instanceId, string course)
    {
        var stored = await gate.Engine.Store.ReadAsync(instanceId, Cancellation);
        Assert.Equal((orchestrator, OrchestrationRuntimeStatus.Completed), (stored!.Header.OrchestratorName, stored.Header.Status));
        if (!RecordedHistory.All.Contains($"{orchestrator}/{course}.jsonl"))
        {
            var path = new RecordedHistory(instanceId, stored.Events).Write(course);
            Assert.Fail($"{path} is not recorded yet. Look at it, and if it is right, rename it to {course}.jsonl; it is never changed again.");
        }
    }

    private static VirtualGate NewGate()
    {
        var gate = new VirtualGate(
            VirtualGate.Step("first", TimeSpan.FromDays(1), TimeSpan.FromHours(6)),
            VirtualGate.Step("second", TimeSpan.FromDays(1), null, "manager"));
        gate.People.Add("anna", Level.Senior);
        gate.People.Add("ben", Level.Senior);
        return gate;
    }
}
