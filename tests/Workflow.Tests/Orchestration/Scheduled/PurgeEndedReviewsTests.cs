using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;
using Workflow.Orchestration.Scheduled;

namespace Workflow.Tests.Orchestration.Scheduled;

public sealed class PurgeEndedReviewsTests : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly VirtualGate gate = new(VirtualGate.Step("only", TimeSpan.FromDays(10)));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_History_Goes_A_While_After_Its_End_And_The_Review_And_Its_Audit_Trail_Stay()
    {
        gate.People.Add("anna", Level.Senior);
        await gate.StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromDays(5));
        await gate.DecideAsync("anna", DecisionKind.Approve);

        await gate.AdvanceAsync(Kept);
        await PurgeAsync();
        Assert.NotNull(await gate.Engine.GetInstanceAsync(VirtualGate.Id.Value));

        await gate.AdvanceAsync(TimeSpan.FromSeconds(1));
        await PurgeAsync();
        Assert.Null(await gate.Engine.GetInstanceAsync(VirtualGate.Id.Value));
        Assert.Equal(ReviewState.Released, (await gate.ReviewAsync()).State);
        Assert.Contains("callback.delivered", await gate.AuditKindsAsync());
    }

    [Fact]
    public async Task Documents_Stay_As_Long_As_The_History_Of_Their_Deployment()
    {
        var other = DeploymentId.Parse("another");
        gate.People.Add("anna", Level.Senior);
        await gate.Documents.AddAsync(VirtualGate.Id, new DocumentContent("plan.json", "{}"u8.ToArray()), Cancellation);
        await gate.Documents.AddAsync(other, new DocumentContent("plan.json", "{}"u8.ToArray()), Cancellation);
        await gate.RequestAsync();
        await gate.AdvanceAsync(TimeSpan.FromDays(9));
        await gate.EndAsync(OutcomeReason.Withdrawn);

        await gate.AdvanceAsync(Kept);
        await PurgeAsync();
        Assert.NotNull(await gate.Documents.FindAsync(VirtualGate.Id, "plan.json", Cancellation));

        await gate.AdvanceAsync(TimeSpan.FromSeconds(1));
        await PurgeAsync();
        Assert.Null(await gate.Documents.FindAsync(VirtualGate.Id, "plan.json", Cancellation));
        Assert.NotNull(await gate.Documents.FindAsync(other, "plan.json", Cancellation));
    }

    [Fact]
    public async Task The_History_Of_An_Open_Review_Stays_However_Old_It_Is()
    {
        gate.People.Add("anna", Level.Senior);
        gate.Pipeline.FailNext = int.MaxValue;
        await gate.StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromDays(100));

        await PurgeAsync();

        Assert.Equal(ReviewState.Unreported, (await gate.ReviewAsync()).State);
        Assert.NotNull(await gate.Engine.GetInstanceAsync(VirtualGate.Id.Value));
    }

    [Fact]
    public async Task The_History_Of_The_Answer_Of_Last_Resort_Goes_As_Well()
    {
        gate.Engine.AddOrchestrator<string, string>("Broken", (_, _) => throw new InvalidOperationException("changed under it"));
        await gate.Reviews.CreateAsync(new Review(gate.Request, ReviewState.Waiting, gate.Time.GetUtcNow()), Cancellation);
        await gate.Engine.StartAsync("Broken", VirtualGate.Id.Value, "");
        await gate.SweepAsync();
        await gate.AdvanceAsync(Kept + TimeSpan.FromSeconds(1));

        await PurgeAsync();

        Assert.Null(await gate.Engine.GetInstanceAsync(VirtualGate.Id.Value));
        Assert.Null(await gate.Engine.GetInstanceAsync(AbandonedReviewOrchestrator.InstanceIdOf(VirtualGate.Id)));
    }

    [Fact]
    public async Task A_History_Without_A_Review_Stays()
    {
        gate.Engine.AddOrchestrator<string, string>("Echo", (_, input) => Task.FromResult(input));
        await gate.Engine.StartAsync("Echo", "unknown", "");
        await gate.AdvanceAsync(Kept * 2);

        await PurgeAsync();

        Assert.NotNull(await gate.Engine.GetInstanceAsync("unknown"));
    }

    [Theory]
    [InlineData("second", DeliveryClaim.Retry)]
    [InlineData("first", DeliveryClaim.Replay)]
    public async Task A_Deployment_Whose_History_Was_Purged_Starts_Nothing_When_It_Is_Requested_Again(string attempt, DeliveryClaim expected)
    {
        Assert.Equal(DeliveryClaim.First, await gate.RequestAsync("first"));
        await gate.AdvanceAsync(TimeSpan.FromDays(100));
        await PurgeAsync();
        Assert.Null(await gate.Engine.GetInstanceAsync(VirtualGate.Id.Value));

        var claim = await gate.RequestAsync(attempt);

        Assert.Equal(expected, claim);
        Assert.Null(await gate.Engine.GetInstanceAsync(VirtualGate.Id.Value));
        Assert.Single(gate.Pipeline.Told);
        Assert.True(await gate.Intake.KnowsAsync(VirtualGate.Id, Cancellation));
        Assert.False(await gate.Intake.KnowsAsync(DeploymentId.Parse("never-requested"), Cancellation));
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(7, true)]
    [InlineData(3650, true)]
    [InlineData(3651, false)]
    public void Days_Out_Of_Range_Are_Refused(int days, bool isValid)
    {
        var options = new RetentionOptions { Histories = days };

        var result = options.Validate(null, options);

        Assert.Equal(isValid, result.Succeeded);
        Assert.True(isValid || result.FailureMessage!.Contains("Retention:Histories", StringComparison.Ordinal));
    }

    public void Dispose() => gate.Dispose();

    private Task PurgeAsync() => new PurgeEndedReviewsJob(
        gate, gate.Reviews, gate.Documents, Options.Create(new RetentionOptions()), gate.Time, NullLogger<PurgeEndedReviewsJob>.Instance).RunAsync(Cancellation);
}
