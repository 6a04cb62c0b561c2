using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Workflow.Adapters.Tables;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Tables;

public sealed class TableAuditLogTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DeploymentId Deployment = DeploymentId.Parse("d-1");

    // A time with every digit that a tick can have: a storage that rounds it breaks the hash.
    private readonly FakeTimeProvider time = new(TableFixtures.Noon.AddTicks(1_234_567));
    private IHost host = null!;

    private IAuditLog Log => host.Services.GetRequiredService<IAuditLog>();

    private TableClient Table => host.Services.GetRequiredService<GateTables>().Audit;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TableFixtures.StartStoresAsync(azurite, time);

    public ValueTask DisposeAsync()
    {
        host.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_Trail_Is_Read_Oldest_First_And_Sound()
    {
        for (var number = 0; number < 12; number++)
        {
            await Log.AppendAsync(Entry($"k{number}"), Cancellation);
        }

        var trail = await Log.ReadAsync(Deployment, Cancellation);

        Assert.Equal(trail[^1], await Log.ReadLastAsync(Deployment, Cancellation));
        Assert.Null(await Log.ReadLastAsync(DeploymentId.Parse("d-2"), Cancellation));
        Assert.Equal(Enumerable.Range(0, 12).Select(number => $"k{number}"), trail.Select(record => record.Entry.Key));
        Assert.Equal(TableFixtures.Noon.AddTicks(1_234_567), trail[0].At);
        Assert.Null(AuditChain.FindDefect(trail));
    }

    [Fact]
    public async Task Parallel_Appends_All_Find_A_Place_And_The_Trail_Is_Sound()
    {
        await Task.WhenAll(Enumerable.Range(0, 15).Select(number => Log.AppendAsync(Entry($"k{number}"), Cancellation)));

        var trail = await Log.ReadAsync(Deployment, Cancellation);

        Assert.Equal(15, trail.Select(record => record.Entry.Key).Distinct().Count());
        Assert.Equal(15, trail.Count);
        Assert.Null(AuditChain.FindDefect(trail));
    }

    [Fact]
    public async Task Parallel_Appends_Of_One_Key_Are_Recorded_Once()
    {
        await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => Log.AppendAsync(Entry("k / \\ # ? \u0007"), Cancellation)));

        var record = Assert.Single(await Log.ReadAsync(Deployment, Cancellation));
        Assert.Equal("k / \\ # ? \u0007", record.Entry.Key);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("large")]
    public async Task Data_Of_Any_Size_Comes_Back_As_It_Was(string? data)
    {
        // 100,000 pairs of surrogates: a cut through one of them would lose it.
        var text = data == "large" ? "x" + string.Concat(Enumerable.Repeat("\U0001F600", 100_000)) : data;
        await Log.AppendAsync(Entry("k") with { Data = text, Summary = "" }, Cancellation);

        var trail = await Log.ReadAsync(Deployment, Cancellation);

        Assert.Equal(text, Assert.Single(trail).Entry.Data);
        Assert.Null(AuditChain.FindDefect(trail));
    }

    [Theory]
    [InlineData("Summary", "record 1 was changed after it was written")]
    [InlineData("Data", "record 1 was changed after it was written")]
    [InlineData("AtTicks", "record 1 was changed after it was written")]
    [InlineData("Hash", "record 1 was changed after it was written")]
    [InlineData(null, "record 2 stands where record 1 belongs")]
    public async Task A_Row_That_Was_Changed_Or_Removed_By_Hand_Is_Noticed(string? property, string expected)
    {
        foreach (var key in new[] { "a", "b", "c" })
        {
            await Log.AppendAsync(Entry(key) with { Data = "{}" }, Cancellation);
        }

        await TamperAsync(property);

        Assert.Equal(expected, AuditChain.FindDefect(await Log.ReadAsync(Deployment, Cancellation)));
    }

    [Fact]
    public async Task Deployments_Have_Trails_Of_Their_Own()
    {
        var other = DeploymentId.Parse("d-2");
        await Log.AppendAsync(Entry("k"), Cancellation);
        await Log.AppendAsync(Entry("k") with { Deployment = other }, Cancellation);

        Assert.Equal(0, Assert.Single(await Log.ReadAsync(other, Cancellation)).Sequence);
        Assert.Empty(await Log.ReadAsync(DeploymentId.Parse("d-3"), Cancellation));
    }

    private static AuditEntry Entry(string key) => new(Deployment, key, "test.happened", AuditEntry.Gate, "Something happened.");

    private async Task TamperAsync(string? property)
    {
        var row = "record_" + (long.MaxValue - 1).ToString(CultureInfo.InvariantCulture);
        TableEntity entity = await Table.GetEntityAsync<TableEntity>(Deployment.Value, row, cancellationToken: Cancellation);
        if (property is null)
        {
            await Table.DeleteEntityAsync(entity, cancellationToken: Cancellation);
            return;
        }

        entity[property] = entity[property] is long ticks ? ticks + 1 : entity[property] + "x";
        await Table.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace, Cancellation);
    }
}
