using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Activities;

namespace Workflow.Tests.Orchestration;

public sealed class BreakGlassReviewTests
{
    private static readonly DeploymentId After = AfterTheFact.IdOf(VirtualGate.Id);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Confirmed_Break_Glass_Ends_A_Running_Review_As_A_Release_And_A_Review_Follows()
    {
        using var gate = NewGate();
        await gate.StartAsync();

        await gate.AskAsync("anna");
        Assert.Empty(gate.Pipeline.Told);
        await gate.ConfirmAsync("ben");

        var outcome = Assert.Single(gate.Pipeline.Told).Outcome;
        Assert.Equal(OutcomeReason.BreakGlass, outcome.Reason);
        Assert.Equal(["Anna", "Ben"], outcome.DecidedBy);
        Assert.Equal([false, true], gate.Mail.BreakGlasses.Select(mail => mail.IsUsed));
        Assert.All(gate.Mail.BreakGlasses, mail => Assert.Equal(["mona"], mail.Managers));
        Assert.Equal(After, (await gate.ReviewAsync()).AfterTheFact);
        var after = await AfterAsync(gate);
        Assert.Equal((ReviewState.Waiting, VirtualGate.Id), (after.State, after.AfterTheFactOf));
        Assert.Equal("carl", Assert.Single(after.Asked).Person.Id);
        var kinds = await gate.AuditKindsAsync();
        Assert.Contains("break-glass.asked", kinds);
        Assert.Contains("break-glass.confirmed", kinds);
        Assert.Contains("break-glass.used", kinds);
        await gate.AssertAuditIsIntactAsync();
    }

    [Theory]
    [InlineData(DecisionKind.Approve, OutcomeReason.Approved, 0)]
    [InlineData(DecisionKind.Reject, OutcomeReason.Rejected, 1)]
    public async Task The_Review_After_The_Fact_Ends_On_Its_Own_Record_And_Tells_No_Pipeline(
        DecisionKind kind, OutcomeReason reason, int alarms)
    {
        using var gate = NewGate();
        await BreakAsync(gate);

        await DecideAfterAsync(gate, "carl", kind);

        var after = await AfterAsync(gate);
        Assert.Equal((ReviewState.Concluded, reason), (after.State, after.Outcome!.Reason));
        Assert.Equal(alarms, gate.Mail.Alarms.Count);
        Assert.Single(gate.Pipeline.Told);
        Assert.Equal(ReviewState.Released, (await gate.ReviewAsync()).State);
    }

    [Fact]
    public async Task Those_Who_Made_The_Change_Hear_Of_The_Review_After_The_Fact_And_Can_Be_Asked()
    {
        using var gate = NewGate();
        await BreakAsync(gate);
        var (announced, mailed) = (gate.Channel.Announced.Count, gate.Mail.Outcomes.Count);
        var after = await AfterAsync(gate);
        Assert.Equal("jun", Assert.Single(after.Told).Person.Id);
        Assert.True(ActionRules.CanAsk(after));

        await DecideAfterAsync(gate, "carl", DecisionKind.Approve);

        var (person, news) = Assert.Single(gate.Channel.Announced.Skip(announced));
        Assert.Equal(("jun", Workflow.Orchestration.Ports.NewsKind.Outcome), (person, news.Kind));
        Assert.Contains("jun@example.com", Assert.Single(gate.Mail.Outcomes.Skip(mailed)));
    }

    [Fact]
    public async Task A_Review_After_The_Fact_That_Nobody_Answers_Raises_An_Alarm()
    {
        using var gate = NewGate();
        await BreakAsync(gate);

        await gate.AdvanceAsync(TimeSpan.FromDays(3));

        Assert.Equal(OutcomeReason.TimedOut, (await AfterAsync(gate)).Outcome!.Reason);
        Assert.Contains("without a decision", Assert.Single(gate.Mail.Alarms), StringComparison.Ordinal);
        Assert.Single(gate.Pipeline.Told);
    }

    [Fact]
    public async Task After_A_Freeze_The_Same_Content_Is_Released_When_It_Is_Requested_Again_While_Valid()
    {
        using var gate = NewGate();
        Block(gate);
        await gate.StartAsync();
        Assert.Equal(OutcomeReason.BlockedByPolicy, (await gate.OutcomeAsync()).Reason);
        await gate.AskAsync("anna");
        await gate.ConfirmAsync("ben");

        await gate.StartAsync(gate.Request with { Id = DeploymentId.Parse("deploy-2") });
        await gate.StartAsync(gate.Request with { Id = DeploymentId.Parse("deploy-3"), Service = "billing" });
        await gate.AdvanceAsync(TimeSpan.FromHours(5));
        await gate.StartAsync(gate.Request with { Id = DeploymentId.Parse("deploy-4") });

        Assert.Equal(
            [OutcomeReason.BlockedByPolicy, OutcomeReason.BreakGlass, OutcomeReason.BlockedByPolicy, OutcomeReason.BlockedByPolicy],
            gate.Pipeline.Told.Select(told => told.Outcome.Reason));
        var again = await gate.Reviews.FindAsync(DeploymentId.Parse("deploy-2"), Cancellation);
        Assert.Equal(Verdict.Release, again!.Policy!.Verdict);
        Assert.NotNull(again.Policy.BreakGlass);
        Assert.NotNull(again.AfterTheFact);
    }

    [Fact]
    public async Task An_Event_Without_A_Confirmation_On_Record_Releases_Nothing()
    {
        using var gate = NewGate();
        await gate.StartAsync();
        var asked = (await gate.AskAsync("anna")).Accepted!;
        var forged = asked with { Confirmed = new BreakGlassConfirmation(gate.People.People[0], null, gate.Time.GetUtcNow()) };

        await gate.Engine.RaiseEventAsync(VirtualGate.Id.Value, ReviewEvents.BreakGlass, asked);
        Assert.Empty(gate.Pipeline.Told);
        await gate.Engine.RaiseEventAsync(VirtualGate.Id.Value, ReviewEvents.BreakGlass, forged);

        Assert.False(Assert.Single(gate.Pipeline.Told).Outcome.IsRelease);
    }

    [Fact]
    public async Task A_Head_That_Moved_Is_Not_Released()
    {
        using var gate = NewGate();
        await gate.StartAsync();
        await gate.AskAsync("anna");
        gate.Source.MovedTo = new string('c', 40);

        await gate.ConfirmAsync("ben");

        Assert.Equal(OutcomeReason.HeadMoved, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
        Assert.Null(await gate.Reviews.FindAsync(After, Cancellation));
    }

    [Fact]
    public async Task Who_Wrote_The_Change_Or_Asked_Cannot_Confirm_And_The_Attempt_Is_Audited()
    {
        using var gate = NewGate();
        gate.People.Replace("jun", jun => jun with { Level = Level.Principal });
        await gate.StartAsync();
        await gate.AskAsync("anna");

        Assert.Equal(BreakGlassRefusal.ConfirmerNotEligible, (await gate.ConfirmAsync("jun")).Refusal);
        Assert.Equal(BreakGlassRefusal.OwnRequest, (await gate.ConfirmAsync("anna")).Refusal);

        Assert.Equal(2, (await gate.AuditKindsAsync()).Count(kind => kind == "break-glass.refused"));
        Assert.Empty(gate.Pipeline.Told);
    }

    [Fact]
    public async Task A_Release_Whose_Review_After_The_Fact_Cannot_Be_Opened_Is_Not_Given()
    {
        using var gate = NewGate();
        gate.Broken.Add(nameof(ActivityCatalogue.StartAfterTheFactReview));
        await BreakAsync(gate);
        await gate.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(OutcomeReason.Failed, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
    }

    [Fact]
    public async Task A_Review_After_The_Fact_Whose_Orchestration_Is_Gone_Is_Begun_Anew()
    {
        using var gate = NewGate();
        gate.Broken.Add(nameof(ActivityCatalogue.RecordAfterTheFactOutcome));
        await BreakAsync(gate);
        await DecideAfterAsync(gate, "carl", DecisionKind.Approve);
        await gate.AdvanceAsync(TimeSpan.FromHours(1));
        gate.Broken.Clear();

        await gate.SweepAsync();
        await gate.AdvanceAsync(TimeSpan.FromDays(3));

        Assert.Equal(ReviewState.Concluded, (await AfterAsync(gate)).State);
        Assert.Single(gate.Pipeline.Told);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_Is_Released_And_Reviewed_Once_Wherever_The_Engine_Dies(bool written)
    {
        for (var write = 1; ; write++)
        {
            using var gate = NewGate();
            gate.Engine.CrashAtWrite(write, written);

            await gate.StartAsync();
            await gate.AskAsync("anna");
            await gate.ConfirmAsync("ben");
            await gate.SweepAsync();
            await gate.AdvanceAsync(TimeSpan.FromMinutes(5));
            await gate.SweepAsync();
            await DecideAfterAsync(gate, "carl", DecisionKind.Reject);
            await gate.AdvanceAsync(TimeSpan.FromDays(3));

            if (gate.Engine.Crashes == 0)
            {
                Assert.True(write > 20, $"only {write} writes were made");
                return;
            }

            Assert.Equal(OutcomeReason.BreakGlass, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
            Assert.Equal(OutcomeReason.Rejected, (await AfterAsync(gate)).Outcome!.Reason);
            await gate.AssertAuditIsIntactAsync();
        }
    }

    private static async Task BreakAsync(VirtualGate gate)
    {
        await gate.StartAsync();
        await gate.AskAsync("anna");
        await gate.ConfirmAsync("ben");
    }

    private static void Block(VirtualGate gate) => gate.Policy = gate.Policy with
    {
        Rules = [new PolicyRule("Closed", [], Verdict.Block)],
    };

    private static async Task<Review> AfterAsync(VirtualGate gate) => (await gate.Reviews.FindAsync(After, Cancellation))!;

    private static Task<Workflow.Orchestration.Intake.DecisionReply> DecideAfterAsync(VirtualGate gate, string person, DecisionKind kind) =>
        new Workflow.Orchestration.Intake.DecisionIntake(gate.Reviews, gate.People, gate.Audit, gate).SubmitAsync(
            new Decision(
                $"after-{person}", After, new ActorIdentity(ObjectId: $"object-{person}"), kind, "Seen", gate.Request.Commits.Head,
                gate.Time.GetUtcNow()),
            Cancellation);

    private static VirtualGate NewGate()
    {
        var gate = new VirtualGate(VirtualGate.Step("first", TimeSpan.FromDays(1)));
        gate.Policy = gate.Policy with
        {
            BreakGlass = new BreakGlassRules(
                Level.Mid, null, null, TimeSpan.FromMinutes(30), TimeSpan.FromHours(4),
                new ReviewDemand(new ReviewRequirement(Level.Senior, 1), [VirtualGate.Step("after", TimeSpan.FromDays(2), TimeSpan.FromHours(12))])),
        };
        gate.People.Add("anna", Level.Senior);
        gate.People.Add("ben", Level.Senior);
        gate.People.Add("carl", Level.Senior);
        gate.People.Add("mona", Level.Mid);
        gate.People.Replace("jun", jun => jun with { ManagerId = "mona" });
        return gate;
    }
}
