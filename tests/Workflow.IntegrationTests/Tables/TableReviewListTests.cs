using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflow.Adapters.Tables;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Tables;

public sealed class TableReviewListTests(AzuriteFixture azurite) : IAsyncLifetime
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
    public async Task Recent_Reviews_Are_Listed_Newest_First()
    {
        foreach (var minutes in new[] { 2, 0, 3, 1 })
        {
            await Store.CreateAsync(TableFixtures.NewReview($"r{minutes}", TableFixtures.Noon.AddMinutes(minutes)), Cancellation);
        }

        Assert.Equal(["r3", "r2", "r1", "r0"], await TableFixtures.IdsAsync(Store.ListRecentAsync(Cancellation)));
    }

    [Fact]
    public async Task Reviews_Are_Found_By_The_Time_Of_Their_Request_Without_Reading_Others()
    {
        foreach (var (id, ticks) in new[] { ("before", -1L), ("first", 0), ("last", TimeSpan.TicksPerHour - 1), ("after", TimeSpan.TicksPerHour) })
        {
            await Store.CreateAsync(TableFixtures.NewReview(id, TableFixtures.Noon.AddTicks(ticks)), Cancellation);
        }

        var found = Store.ListRequestedAsync(TableFixtures.Noon, TableFixtures.Noon.AddHours(1), Cancellation);

        Assert.Equal(["last", "first"], await TableFixtures.IdsAsync(found));
        Assert.Empty(await TableFixtures.IdsAsync(Store.ListRequestedAsync(TableFixtures.Noon.AddDays(1), TableFixtures.Noon.AddDays(2), Cancellation)));
    }

    [Fact]
    public async Task A_Review_That_Ends_Is_No_Longer_Open_And_Its_Mark_Is_Removed()
    {
        await Store.CreateAsync(TableFixtures.NewReview("ends"), Cancellation);
        await Store.CreateAsync(TableFixtures.NewReview("waits"), Cancellation);

        await EndAsync("ends");

        Assert.Equal(["waits"], await TableFixtures.IdsAsync(Store.ListOpenAsync(Cancellation)));
        Assert.Equal(["waits"], await MarksAsync());
        Assert.Equal(2, (await TableFixtures.IdsAsync(Store.ListRecentAsync(Cancellation))).Count);
    }

    [Fact]
    public async Task A_Review_That_Is_Opened_Again_Is_Listed_Again()
    {
        await Store.CreateAsync(TableFixtures.NewReview("again"), Cancellation);
        await EndAsync("again");

        await Store.UpdateAsync(DeploymentId.Parse("again"), one => one with { State = ReviewState.Reporting }, Cancellation);

        Assert.Equal(["again"], await TableFixtures.IdsAsync(Store.ListOpenAsync(Cancellation)));
    }

    [Fact]
    public async Task A_Crash_Between_Mark_And_Review_Leaves_Nothing_In_The_Lists_And_Nothing_Missing_Later()
    {
        var review = TableFixtures.NewReview("late");
        await Store.CreateAsync(review, Cancellation);
        await Table.DeleteEntityAsync("late", "review", ETag.All, Cancellation);

        var during = await TableFixtures.IdsAsync(Store.ListOpenAsync(Cancellation));
        await Store.CreateAsync(review, Cancellation);

        Assert.Empty(during);
        Assert.Equal(["late"], await TableFixtures.IdsAsync(Store.ListOpenAsync(Cancellation)));
        Assert.Equal(["late"], await TableFixtures.IdsAsync(Store.ListRecentAsync(Cancellation)));
    }

    [Fact]
    public async Task A_Mark_That_A_Crash_Left_Behind_Is_Removed_When_It_Is_Seen()
    {
        await Store.CreateAsync(TableFixtures.NewReview("ended"), Cancellation);
        await EndAsync("ended");
        await Table.AddEntityAsync(new TableEntity("_open", "ended") { ["Id"] = "ended" }, Cancellation);

        Assert.Empty(await TableFixtures.IdsAsync(Store.ListOpenAsync(Cancellation)));
        Assert.Empty(await MarksAsync());
    }

    private Task<Review> EndAsync(string id) =>
        Store.UpdateAsync(DeploymentId.Parse(id), one => one with { State = ReviewState.Released }, Cancellation);

    private async Task<IReadOnlyList<string>> MarksAsync()
    {
        List<string> rows = [];
        await foreach (var row in Table.QueryAsync<TableEntity>("PartitionKey eq '_open'", cancellationToken: Cancellation))
        {
            rows.Add(row.RowKey);
        }

        return rows;
    }
}
