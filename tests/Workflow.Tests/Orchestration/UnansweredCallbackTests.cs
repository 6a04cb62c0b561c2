using Microsoft.Extensions.Logging.Abstractions;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Activities;
using Workflow.Orchestration.Intake;

namespace Workflow.Tests.Orchestration;

public sealed class UnansweredCallbackTests : IDisposable
{
    private static readonly JudgedDecision Approval = new("a", "anna", "anna", DecisionKind.Approve, null, DateTimeOffset.UnixEpoch);

    private static readonly ReviewOutcome Approved = ReviewOutcome.ApprovedBy([Approval]);

    private static readonly ReviewOutcome Rejected = ReviewOutcome.RejectedBy(Approval with { Kind = DecisionKind.Reject, Comment = "no" });

    private readonly VirtualGate gate = new(VirtualGate.Step("only", TimeSpan.FromDays(1)));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public UnansweredCallbackTests() =>
        gate.Engine.AddOrchestrator<string, string>("Broken", (_, _) => throw new InvalidOperationException("changed under it"));

    public static TheoryData<ReviewState, bool> Unanswered => new()
    {
        { ReviewState.Reporting, true },
        { ReviewState.Reporting, false },
        { ReviewState.Unreported, true },
        { ReviewState.Unreported, false },
    };

    [Theory]
    [MemberData(nameof(Unanswered))]
    public async Task The_Recorded_Outcome_Is_Told_Once_Where_Its_Orchestration_Failed_Or_Is_Gone(ReviewState state, bool failed)
    {
        await KeepAsync(Rejected, state);
        if (failed)
        {
            await gate.Engine.StartAsync("Broken", VirtualGate.Id.Value, "");
        }

        await gate.SweepAsync();
        await gate.SweepAsync();

        var (_, outcome, _) = Assert.Single(gate.Pipeline.Told);
        Assert.Equal((OutcomeReason.Rejected, "Rejected by anna: no"), (outcome.Reason, outcome.Explanation));
        Assert.Equal(ReviewState.Cancelled, (await gate.ReviewAsync()).State);
        await gate.AssertAuditIsIntactAsync();
    }

    [Fact]
    public async Task A_Recorded_Release_Is_Given_Where_The_Head_Stands()
    {
        await KeepAsync(Approved, ReviewState.Reporting);

        await gate.SweepAsync();

        Assert.Equal(OutcomeReason.Approved, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
        Assert.Equal(ReviewState.Released, (await gate.ReviewAsync()).State);
        Assert.Contains("head.rechecked", await gate.AuditKindsAsync());
    }

    [Fact]
    public async Task A_Recorded_Release_Becomes_A_Cancel_Where_The_Head_Has_Moved()
    {
        await KeepAsync(Approved, ReviewState.Reporting);
        gate.Source.MovedTo = new string('c', 40);

        await gate.SweepAsync();

        Assert.Equal(OutcomeReason.HeadMoved, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
    }

    [Fact]
    public async Task A_Recorded_Release_Becomes_A_Cancel_Where_A_Control_Asks_For_More_Than_Was_Approved()
    {
        await KeepAsync(Approved, ReviewState.Reporting);
        var decided = new PolicyResult(Verdict.RequireReview, "Asked.", "p", "d", [], new ReviewRequirement(Level.Senior, 1), []);
        await gate.Reviews.UpdateAsync(VirtualGate.Id, review => review with { Policy = decided }, Cancellation);
        var now = gate.Time.GetUtcNow();
        gate.Controls.All.Add(new FrictionControl(
            "careful", "digest", "owner@example.com", "An incident.", null, new FrictionScope([], []), new ReviewRequirement(Level.Senior, 2),
            now, now.AddDays(1), FrictionMode.Enforce));

        await gate.SweepAsync();

        Assert.Equal(OutcomeReason.BlockedByPolicy, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
    }

    [Fact]
    public async Task The_Trail_Tells_The_Recorded_Release_And_The_Cancel_That_Took_Its_Place()
    {
        await RecordAsync(Approved);
        await RecordAsync(Approved);
        gate.Source.MovedTo = new string('c', 40);

        await gate.SweepAsync();

        Assert.Equal(["Release", "Cancel"], await DecidedAsync());
        await gate.AssertAuditIsIntactAsync();
    }

    [Fact]
    public async Task An_Outcome_That_Comes_After_The_Pipelines_Confirmation_Leaves_No_Trace()
    {
        await RecordAsync(Rejected);
        await gate.SweepAsync();

        await RecordAsync(Approved);

        Assert.Equal(["Cancel"], await DecidedAsync());
        Assert.Equal(OutcomeReason.Rejected, (await gate.ReviewAsync()).Outcome?.Reason);
    }

    [Fact]
    public async Task A_Recorded_Release_Becomes_A_Cancel_Where_The_Head_Cannot_Be_Checked()
    {
        await KeepAsync(Approved, ReviewState.Reporting);
        gate.Broken.Add("RecheckHead");

        await gate.SweepAsync();
        await gate.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(OutcomeReason.Failed, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_Answer_That_Failed_Itself_Is_Begun_Anew(bool hasOutcome)
    {
        await KeepAsync(hasOutcome ? Rejected : null, ReviewState.Waiting);
        await gate.Engine.StartAsync("Broken", AbandonedReviewOrchestrator.InstanceIdOf(VirtualGate.Id), "");
        await gate.Engine.StartAsync("Broken", UnansweredCallbackOrchestrator.InstanceIdOf(VirtualGate.Id), "");

        await gate.SweepAsync();

        Assert.Equal(hasOutcome ? OutcomeReason.Rejected : OutcomeReason.Failed, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
    }

    [Fact]
    public async Task A_Callback_That_Was_Given_Up_Is_Left_To_A_Hand()
    {
        gate.People.Add("anna", Level.Senior);
        gate.Pipeline.FailNext = int.MaxValue;
        await gate.StartAsync();
        await gate.DecideAsync("anna", DecisionKind.Approve);
        await gate.AdvanceAsync(TimeSpan.FromDays(40));
        gate.Pipeline.FailNext = 0;

        await gate.SweepAsync();

        Assert.Empty(gate.Pipeline.Told);
        Assert.Equal(ReviewState.Unreported, (await gate.ReviewAsync()).State);
    }

    [Fact]
    public async Task A_Callback_That_Is_Still_Tried_Is_Left_Alone()
    {
        gate.People.Add("anna", Level.Senior);
        gate.Pipeline.FailNext = int.MaxValue;
        await gate.StartAsync();
        await gate.DecideAsync("anna", DecisionKind.Approve);
        await gate.AdvanceAsync(TimeSpan.FromDays(2));

        await gate.SweepAsync();

        Assert.Null(await gate.Engine.GetInstanceAsync(UnansweredCallbackOrchestrator.InstanceIdOf(VirtualGate.Id)));
    }

    [Fact]
    public async Task One_Review_That_Cannot_Be_Looked_At_Keeps_No_Other_Waiting()
    {
        await KeepAsync(Rejected, ReviewState.Reporting);
        await gate.Reviews.CreateAsync(
            new Review(gate.Request with { Id = DeploymentId.Parse("another") }, ReviewState.Waiting, gate.Time.GetUtcNow()), Cancellation);
        var client = new UnreadableInstance(gate, "another");
        var reviews = new AbandonedReviews(gate.Reviews, client, gate.Time, NullLogger<AbandonedReviews>.Instance);

        var failure = await Assert.ThrowsAsync<AggregateException>(() => reviews.SweepAsync(Cancellation));

        Assert.Contains("1 of 2", failure.Message, StringComparison.Ordinal);
        Assert.Equal(VirtualGate.Id, Assert.Single(gate.Pipeline.Told).Deployment);
    }

    public void Dispose() => gate.Dispose();

    private Task<Unit> RecordAsync(ReviewOutcome outcome) =>
        new RecordOutcomeActivity(gate.Reviews, gate.Audit, gate.Time).RunAsync(new(gate.Request, outcome), Cancellation);

    private async Task<IEnumerable<string>> DecidedAsync() =>
        (await gate.Audit.ReadAsync(VirtualGate.Id, Cancellation))
            .Where(record => record.Entry.Kind == "outcome.decided")
            .Select(record => record.Entry.Summary.Split(':')[0]);

    private Task<Review> KeepAsync(ReviewOutcome? outcome, ReviewState state) => gate.Reviews.CreateAsync(
        new Review(gate.Request, state, gate.Time.GetUtcNow()) { Outcome = outcome }, Cancellation);

    /// <summary>The engine, but for one instance whose state cannot be read.</summary>
    private sealed class UnreadableInstance(IOrchestrationClient inner, string instanceId) : IOrchestrationClient
    {
        public Task<OrchestrationInstance?> GetInstanceAsync(string id, CancellationToken cancellationToken) =>
            id == instanceId ? throw new IOException("The storage does not answer.") : inner.GetInstanceAsync(id, cancellationToken);

        public Task<bool> ScheduleNewOrchestrationInstanceAsync<TInput>(
            string orchestratorName, string id, TInput input, CancellationToken cancellationToken) =>
            inner.ScheduleNewOrchestrationInstanceAsync(orchestratorName, id, input, cancellationToken);

        public Task RaiseEventAsync<TPayload>(string id, string eventName, TPayload payload, CancellationToken cancellationToken) =>
            inner.RaiseEventAsync(id, eventName, payload, cancellationToken);

        public IAsyncEnumerable<OrchestrationInstance> GetAllInstancesAsync(OrchestrationFilter filter, CancellationToken cancellationToken) =>
            inner.GetAllInstancesAsync(filter, cancellationToken);

        public Task<bool> PurgeInstanceAsync(string id, CancellationToken cancellationToken) =>
            inner.PurgeInstanceAsync(id, cancellationToken);
    }
}
