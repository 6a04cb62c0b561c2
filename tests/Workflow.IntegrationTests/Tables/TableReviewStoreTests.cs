using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflow.Adapters.Tables;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Tables;

public sealed class TableReviewStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private IHost host = null!;

    private IReviewStore Store => host.Services.GetRequiredService<IReviewStore>();

    private TableClient Table => host.Services.GetRequiredService<GateTables>().Reviews;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TableFixtures.StartStoresAsync(azurite);

    public ValueTask DisposeAsync()
    {
        host.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_Review_Comes_Back_As_It_Was_Written()
    {
        var review = Rich(TableFixtures.NewReview("rich"));

        await Store.CreateAsync(review, Cancellation);
        var found = await Store.FindAsync(review.Id, Cancellation);

        Assert.Equal(JsonSerializer.Serialize(review, WorkflowJson.Options), JsonSerializer.Serialize(found, WorkflowJson.Options));
    }

    [Fact]
    public async Task An_Existing_Review_Stays_As_It_Is()
    {
        var first = TableFixtures.NewReview("twice");
        await Store.CreateAsync(first, Cancellation);

        var kept = await Store.CreateAsync(first with { State = ReviewState.Waiting }, Cancellation);

        Assert.Equal(ReviewState.Received, kept.State);
        Assert.Equal(ReviewState.Received, (await Store.FindAsync(first.Id, Cancellation))!.State);
    }

    [Fact]
    public async Task Of_Parallel_Creations_All_Get_The_One_That_Is_Kept()
    {
        var kept = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Store.CreateAsync(
            TableFixtures.NewReview("race", TableFixtures.Noon.AddMinutes(number)), Cancellation)));

        var found = await Store.FindAsync(DeploymentId.Parse("race"), Cancellation);
        Assert.All(kept, review => Assert.Equal(found!.Request.RequestedAt, review.Request.RequestedAt));
        Assert.Equal(["race"], await TableFixtures.IdsAsync(Store.ListRecentAsync(Cancellation)));
        Assert.Equal(["race"], await TableFixtures.IdsAsync(Store.ListOpenAsync(Cancellation)));
    }

    [Fact]
    public async Task A_Review_With_20000_Changed_Paths_Is_Kept()
    {
        var paths = Enumerable.Range(0, 20_000)
            .Select(number => new ChangedPath(
                $"src/{Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(number)))[..32]}/Module{number}.cs", FileChangeKind.Modified))
            .ToArray();
        var review = TableFixtures.NewReview("large");
        await Store.CreateAsync(review, Cancellation);

        await Store.UpdateAsync(review.Id, one => one with { Assessment = Assess(paths) }, Cancellation);

        Assert.Equal(paths, (await Store.FindAsync(review.Id, Cancellation))!.Assessment!.Changes.Paths);
    }

    [Fact]
    public async Task No_Parallel_Update_Is_Lost()
    {
        var review = TableFixtures.NewReview("busy");
        await Store.CreateAsync(review, Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Store.UpdateAsync(
            review.Id, one => one with { Decisions = [.. one.Decisions, Decision(number)] }, Cancellation)));

        var found = await Store.FindAsync(review.Id, Cancellation);
        Assert.Equal(12, found!.Decisions.Select(decision => decision.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_Change_That_Changes_Nothing_Writes_Nothing()
    {
        var review = TableFixtures.NewReview("still");
        await Store.CreateAsync(review, Cancellation);
        var before = await VersionAsync("still");

        await Store.UpdateAsync(review.Id, one => one, Cancellation);

        Assert.Equal(before, await VersionAsync("still"));
    }

    [Fact]
    public async Task An_Update_Of_An_Unknown_Review_Says_So() =>
        await Assert.ThrowsAsync<KeyNotFoundException>(
            () => Store.UpdateAsync(DeploymentId.Parse("none"), one => one, Cancellation));

    private static JudgedDecision Decision(int number) =>
        new($"d{number}", "grace", "Grace Hopper", DecisionKind.Approve, null, TableFixtures.Noon);

    private static ChangeAssessment Assess(IReadOnlyList<ChangedPath> paths) => new(
        new ProvenanceReport(
            ProvenanceKind.Assisted,
            ["Example Assistant"],
            [new ProvenanceEvidence(new string('a', 40), ProvenanceKind.Assisted, "Example Assistant", "trailer", "Co-authored-by: …")]),
        [new Participant(new ActorIdentity("Jun"), Participation.Author | Participation.Committer)],
        Level.Junior,
        new ChangeSummary(1, 2, 3, ["A subject \u0001 / \\ # ?"], paths));

    private static Review Rich(Review review) => review with
    {
        State = ReviewState.Waiting,
        Assessment = Assess([new ChangedPath("a.cs", FileChangeKind.Renamed)]),
        Policy = new PolicyResult(
            Verdict.Release, "reason", "policy", "digest", [new RuleResult("rule", true, Verdict.Release, [])], null, []),
        Asked = [new AskedReviewer(
            new Person("grace", "Grace Hopper", Level.Principal), "first", Level.Senior, null, "why", TableFixtures.Noon, TableFixtures.Noon)],
        Decisions = [Decision(1)],
        Deadline = TableFixtures.Noon.AddTicks(1),
        Outcome = ReviewOutcome.Cancelled(OutcomeReason.TimedOut, "nobody answered"),
        Receipt = new CallbackReceipt(TableFixtures.Noon, "204 No Content"),
    };

    private async Task<ETag> VersionAsync(string id) =>
        (await Table.GetEntityAsync<TableEntity>(id, "review", cancellationToken: Cancellation)).Value.ETag;
}
