using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Tables;

public sealed class TableDocumentStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DeploymentId Id = DeploymentId.Parse("shop-1");

    private IHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();

    public async ValueTask InitializeAsync() => host = await TableFixtures.StartStoresAsync(azurite);

    public ValueTask DisposeAsync()
    {
        host.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(DocumentContent.MaxBytes)]
    public async Task Any_Content_Comes_Back_As_It_Was(int length)
    {
        // Random bytes are what no compression makes smaller.
        var content = new byte[length];
        new Random(7).NextBytes(content);

        await Store.AddAsync(Id, new DocumentContent("a/b #?.json", content), Cancellation);

        Assert.Equal(content, await Store.FindAsync(Id, "a/b #?.json", Cancellation));
    }

    [Fact]
    public async Task Of_10_Parallel_Writes_One_Counts_And_None_Fails()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(number =>
            Store.AddAsync(Id, new DocumentContent("plan", new[] { (byte)number }), Cancellation)));
        var first = await Store.FindAsync(Id, "plan", Cancellation);

        await Store.AddAsync(Id, new DocumentContent("plan", new byte[] { 99 }), Cancellation);

        Assert.Equal(first, await Store.FindAsync(Id, "plan", Cancellation));
    }

    [Fact]
    public async Task Removing_Takes_All_Documents_Of_One_Deployment_And_May_Be_Repeated()
    {
        var other = DeploymentId.Parse("shop-10");
        foreach (var name in Enumerable.Range(0, 20).Select(number => $"{number}"))
        {
            await Store.AddAsync(Id, new DocumentContent(name, new byte[] { 1 }), Cancellation);
        }

        await Store.AddAsync(other, new DocumentContent("0", new byte[] { 2 }), Cancellation);

        await Store.RemoveAsync(Id, Cancellation);
        await Store.RemoveAsync(Id, Cancellation);

        Assert.Null(await Store.FindAsync(Id, "0", Cancellation));
        Assert.Null(await Store.FindAsync(Id, "19", Cancellation));
        Assert.Equal([2], await Store.FindAsync(other, "0", Cancellation));
    }
}
