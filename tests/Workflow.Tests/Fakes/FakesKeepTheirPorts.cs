using Microsoft.Extensions.Time.Testing;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>A fake that is kinder than its port hides defects.</summary>
public sealed class FakesKeepTheirPorts
{
    private static readonly DeploymentId Id = DeploymentId.Parse("d-1");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Review_Is_Created_Once_And_Loses_No_Concurrent_Update()
    {
        var store = new InMemoryReviewStore();
        var review = NewReview();
        await store.CreateAsync(review, Cancellation);

        var again = await store.CreateAsync(review with { State = ReviewState.Released }, Cancellation);
        await Parallel.ForAsync(0, 100, Cancellation, async (_, token) =>
            await store.UpdateAsync(Id, one => one with { UpdatedAt = one.UpdatedAt.AddSeconds(1) }, token));

        Assert.Equal(ReviewState.Received, again.State);
        Assert.Equal(review.UpdatedAt.AddSeconds(100), (await store.FindAsync(Id, Cancellation))!.UpdatedAt);
        await Assert.ThrowsAsync<KeyNotFoundException>(
            () => store.UpdateAsync(DeploymentId.Parse("other"), one => one, Cancellation));
    }

    [Fact]
    public async Task Concurrent_Audit_Entries_Form_One_Sound_Trail_With_Each_Key_Once()
    {
        var log = new InMemoryAuditLog(new FakeTimeProvider());

        await Parallel.ForAsync(0, 100, Cancellation, async (number, token) =>
            await log.AppendAsync(new AuditEntry(Id, $"key:{number / 2}", "test.done", AuditEntry.Gate, "Done."), token));

        var trail = await log.ReadAsync(Id, Cancellation);
        Assert.Equal(50, trail.Count);
        Assert.Null(AuditChain.FindDefect(trail));
        Assert.Empty(await log.ReadAsync(DeploymentId.Parse("other"), Cancellation));
    }

    [Theory]
    [InlineData("scope", "a", "digest", "1", DeliveryClaim.Replay)]
    [InlineData("scope", "a", "digest", "2", DeliveryClaim.Retry)]
    [InlineData("scope", "a", "digest", null, DeliveryClaim.Retry)]
    [InlineData("scope", "a", "other", "1", DeliveryClaim.Conflict)]
    [InlineData("scope", "b", "digest", "1", DeliveryClaim.First)]
    [InlineData("other", "a", "other", "1", DeliveryClaim.First)]
    public async Task A_Delivery_Is_Compared_With_The_One_That_Has_The_Claim(
        string scope, string id, string digest, string? attempt, DeliveryClaim expected)
    {
        var log = new InMemoryDeliveryLog();
        await log.ClaimAsync("scope", "a", "digest", "1", Cancellation);

        var claim = await log.ClaimAsync(scope, id, digest, attempt, Cancellation);

        Assert.Equal(expected, claim);
    }

    [Fact]
    public async Task Asking_For_An_Attempt_Claims_Nothing()
    {
        var log = new InMemoryDeliveryLog();
        await log.ClaimAsync("scope", "id", "digest", "one", Cancellation);

        Assert.True(await log.HasAttemptAsync("scope", "id", "one", Cancellation));
        Assert.False(await log.HasAttemptAsync("scope", "id", "two", Cancellation));
        Assert.False(await log.HasAttemptAsync("scope", "other", "one", Cancellation));
        Assert.Equal(DeliveryClaim.First, await log.ClaimAsync("scope", "other", "digest", "one", Cancellation));
    }

    [Fact]
    public async Task A_Document_Is_Kept_As_It_First_Was_Until_Those_Of_Its_Deployment_Are_Removed()
    {
        var store = new InMemoryDocumentStore();
        var other = DeploymentId.Parse("other");
        await store.AddAsync(Id, new DocumentContent("plan", new byte[] { 1 }), Cancellation);
        await store.AddAsync(Id, new DocumentContent("plan", new byte[] { 2 }), Cancellation);
        await store.AddAsync(other, new DocumentContent("plan", new byte[] { 3 }), Cancellation);

        Assert.Equal([1], await store.FindAsync(Id, "plan", Cancellation));
        Assert.Null(await store.FindAsync(Id, "Plan", Cancellation));

        await store.RemoveAsync(Id, Cancellation);

        Assert.Null(await store.FindAsync(Id, "plan", Cancellation));
        Assert.Equal([3], await store.FindAsync(other, "plan", Cancellation));
    }

    private static Review NewReview()
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var request = new DeploymentRequest(
            Id,
            "billing",
            "production",
            new RepositoryReference("git", "/srv/billing"),
            new CommitRange(null, new string('a', 40)),
            new ActorIdentity("Requester"),
            new PipelineReference("standard-webhooks", "{}"),
            at);
        return new Review(request, ReviewState.Received, at);
    }
}
