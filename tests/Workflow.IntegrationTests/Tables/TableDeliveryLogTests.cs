using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Tables;

public sealed class TableDeliveryLogTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private IHost host = null!;

    public async ValueTask InitializeAsync() => host = await TableFixtures.StartStoresAsync(azurite);

    public ValueTask DisposeAsync()
    {
        host.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Of_20_Parallel_Claims_Exactly_One_Is_First()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => ClaimAsync(attempt: $"t{number}")));

        Assert.Single(claims, DeliveryClaim.First);
        Assert.Equal(19, claims.Count(claim => claim is DeliveryClaim.Retry));
    }

    [Fact]
    public async Task Of_20_Parallel_Claims_To_The_Letter_One_Is_First_And_The_Rest_Are_Replays()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ClaimAsync(attempt: "t")));

        Assert.Single(claims, DeliveryClaim.First);
        Assert.Equal(19, claims.Count(claim => claim is DeliveryClaim.Replay));
    }

    [Fact]
    public async Task Each_Attempt_Is_A_Retry_Once_And_A_Replay_Afterwards()
    {
        string?[] attempts = ["t1", "t2", "t2", "t1", null, null];
        List<DeliveryClaim> claims = [];
        foreach (var attempt in attempts)
        {
            claims.Add(await ClaimAsync(attempt: attempt));
        }

        Assert.Equal(
            [
                DeliveryClaim.First, DeliveryClaim.Retry, DeliveryClaim.Replay, DeliveryClaim.Replay, DeliveryClaim.Retry,
                DeliveryClaim.Retry,
            ],
            claims);
    }

    [Fact]
    public async Task A_Delivery_Without_Attempts_Is_Never_A_Replay()
    {
        await ClaimAsync(attempt: null);

        Assert.Equal(DeliveryClaim.Retry, await ClaimAsync(attempt: null));
        Assert.Equal(DeliveryClaim.Retry, await ClaimAsync(attempt: "t1"));
        Assert.Equal(DeliveryClaim.Replay, await ClaimAsync(attempt: "t1"));
    }

    [Fact]
    public async Task Other_Content_Under_The_Same_Id_Is_A_Conflict_And_Changes_Nothing()
    {
        await ClaimAsync(digest: "one", attempt: "t1");

        Assert.Equal(DeliveryClaim.Conflict, await ClaimAsync(digest: "two", attempt: "t2"));
        Assert.Equal(DeliveryClaim.Retry, await ClaimAsync(digest: "one", attempt: "t2"));
    }

    [Theory]
    [InlineData("/ \\ # ? % ' \" \u0000 \u0007 \u007f \u0085 é \U0001F600")]
    [InlineData("")]
    [InlineData("512")]
    public async Task Any_Id_That_A_Sender_May_Think_Of_Is_Claimed_Once(string id)
    {
        var longest = id == "512" ? new string('/', 512) : id;

        Assert.Equal(DeliveryClaim.First, await ClaimAsync(id: longest));
        Assert.Equal(DeliveryClaim.Retry, await ClaimAsync(id: longest));
        Assert.Equal(DeliveryClaim.First, await ClaimAsync(id: longest + "x"));
    }

    [Fact]
    public async Task Receivers_May_Use_The_Same_Ids()
    {
        Assert.Equal(DeliveryClaim.First, await ClaimAsync(scope: "github", id: "1"));
        Assert.Equal(DeliveryClaim.First, await ClaimAsync(scope: "git", id: "hub1"));
        Assert.Equal(DeliveryClaim.First, await ClaimAsync(scope: "standard-webhooks", id: "1"));
    }

    [Fact]
    public async Task Asking_For_An_Attempt_Claims_Nothing()
    {
        await ClaimAsync(attempt: "one");

        Assert.True(await HasAttemptAsync("delivery", "one"));
        Assert.False(await HasAttemptAsync("delivery", "two"));
        Assert.False(await HasAttemptAsync("other", "one"));
        Assert.Equal(DeliveryClaim.First, await ClaimAsync(id: "other", attempt: "one"));
    }

    private Task<bool> HasAttemptAsync(string id, string attempt) =>
        host.Services.GetRequiredService<IDeliveryLog>().HasAttemptAsync("github", id, attempt, TestContext.Current.CancellationToken);

    private Task<DeliveryClaim> ClaimAsync(
        string scope = "github", string id = "delivery", string digest = "digest", string? attempt = null) =>
        host.Services.GetRequiredService<IDeliveryLog>().ClaimAsync(
            scope, id, digest, attempt, TestContext.Current.CancellationToken);
}
