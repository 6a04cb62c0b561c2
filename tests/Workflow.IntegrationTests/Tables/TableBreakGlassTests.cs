using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Tables;

public sealed class TableBreakGlassTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private IHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IBreakGlassStore Store => host.Services.GetRequiredService<IBreakGlassStore>();

    public async ValueTask InitializeAsync() => host = await TableFixtures.StartStoresAsync(azurite);

    public ValueTask DisposeAsync()
    {
        host.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Of_Two_With_One_Number_The_First_Stays_And_The_Newest_Number_Is_Found()
    {
        var first = NewBreakGlass(1, TableFixtures.Noon);
        var kept = await Store.CreateAsync(first, Cancellation);
        var second = await Store.CreateAsync(first with { PolicyDigest = "other" }, Cancellation);
        await Store.CreateAsync(NewBreakGlass(10, TableFixtures.Noon.AddDays(1)), Cancellation);
        await Store.CreateAsync(NewBreakGlass(9, TableFixtures.Noon.AddDays(8)), Cancellation);

        Assert.Equal("digest", kept.PolicyDigest);
        Assert.Equal("digest", second.PolicyDigest);
        Assert.Equal(10, (await Store.FindAsync(first.Content, Cancellation))!.Number);
        Assert.Null(await Store.FindAsync(first.Content with { Environment = "staging" }, Cancellation));
        var listed = await Store.ListAskedAsync(TableFixtures.Noon, TableFixtures.Noon.AddDays(7), Cancellation).ToListAsync(Cancellation);
        Assert.Equal([1, 10], listed.Select(one => one.Number).Order());
    }

    [Fact]
    public async Task No_Concurrent_Update_Is_Lost()
    {
        var known = await Store.CreateAsync(NewBreakGlass(1, TableFixtures.Noon), Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Store.UpdateAsync(
            known.Content, 1, before => before with { Uses = [.. before.Uses, new BreakGlassUse(known.Deployment, TableFixtures.Noon)] }, Cancellation)));

        Assert.Equal(10, (await Store.FindAsync(known.Content, Cancellation))!.Uses.Count);
    }

    private static BreakGlass NewBreakGlass(int number, DateTimeOffset at)
    {
        var request = TableFixtures.NewReview("shop-1").Request;
        var demand = new ReviewDemand(new ReviewRequirement(Level.Senior, 1), [new EscalationStep("after", Level.Senior, TimeSpan.FromDays(1))]);
        return new BreakGlass(
            BreakGlassContent.Of(request),
            number,
            request.Id,
            new BreakGlassPlea(new Person("grace", "Grace", Level.Senior, "object"), "why", "INC-1", at),
            at.AddMinutes(30),
            new BreakGlassRules(Level.Senior, null, null, TimeSpan.FromMinutes(30), TimeSpan.FromHours(4), demand),
            "digest");
    }
}
