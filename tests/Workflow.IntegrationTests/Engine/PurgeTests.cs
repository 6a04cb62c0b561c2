using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Workflow.LocalHost.Engine;
using Workflow.LocalHost.Engine.History;
using Workflow.Orchestration;

namespace Workflow.IntegrationTests.Engine;

public sealed class PurgeTests(AzuriteFixture azurite)
{
    private static readonly OrchestrationFilter Ended = new([OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed]);

    private readonly string prefix = azurite.NewTablePrefix();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 7, 9, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TableClient Table => new TableServiceClient(azurite.ConnectionString).GetTableClient(prefix + "Instances");

    [Theory]
    [InlineData(0)]
    [InlineData(98)]
    [InlineData(99)]
    [InlineData(250)]
    public async Task A_History_Of_Any_Length_Leaves_No_Row_Behind(int moreRows)
    {
        await using var engine = await StartAsync();
        await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Echo", "one", 1, Cancellation);
        await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Echo", "other", 1, Cancellation);
        await engine.SettleAsync();
        await AddRowsAsync("one", moreRows);

        Assert.True(await engine.Engine.PurgeInstanceAsync("one", Cancellation));

        Assert.Empty(await RowsAsync("one"));
        Assert.NotEmpty(await RowsAsync("other"));
        Assert.False(await engine.Engine.PurgeInstanceAsync("one", Cancellation));
        Assert.True(await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Echo", "one", 2, Cancellation));
        Assert.Equal("2", (await engine.GetAsync("one")).SerializedOutput);
    }

    [Fact]
    public async Task A_Long_History_Whose_Removal_Was_Cut_Off_Can_Be_Read_And_Is_Removed_By_The_Next_Purge()
    {
        await using (var first = await StartAsync())
        {
            await first.Engine.ScheduleNewOrchestrationInstanceAsync("Echo", "one", 1, Cancellation);
            await first.SettleAsync();
        }

        await AddRowsAsync("one", 250);
        var transactions = 0;
        var faulty = new FaultyStorage
        {
            Fault = message => message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal) && ++transactions == 2
                ? throw new IOException("The process was killed.")
                : Task.CompletedTask,
        };
        await using (var killed = await StartAsync(faulty.Connect(azurite.ConnectionString)))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => killed.Engine.PurgeInstanceAsync("one", Cancellation));
        }

        await using var engine = await StartAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.GetAsync("one")).RuntimeStatus);
        Assert.False(await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Echo", "one", 2, Cancellation));
        Assert.True(await engine.Engine.PurgeInstanceAsync("one", Cancellation));
        Assert.Empty(await RowsAsync("one"));
    }

    [Fact]
    public async Task Purges_And_Starts_At_The_Same_Time_Leave_One_Sound_Instance()
    {
        await using var engine = await StartAsync();
        for (var round = 0; round < 10; round++)
        {
            await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Echo", "one", 1, Cancellation);
            await engine.SettleAsync();

            await Task.WhenAll(
                engine.Engine.PurgeInstanceAsync("one", Cancellation),
                engine.Engine.ScheduleNewOrchestrationInstanceAsync("Wait", "one", 2, Cancellation),
                engine.Engine.PurgeInstanceAsync("one", Cancellation),
                engine.Engine.ScheduleNewOrchestrationInstanceAsync("Wait", "one", 3, Cancellation));

            await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Wait", "one", 4, Cancellation);
            await engine.Engine.RaiseEventAsync("one", "Go", 7, Cancellation);
            Assert.Equal("7", (await engine.GetAsync("one")).SerializedOutput);
            Assert.Empty(await engine.Store.ReadOpenAsync(Cancellation).ToListAsync(Cancellation));
            Assert.True(await engine.Engine.PurgeInstanceAsync("one", Cancellation));
        }
    }

    [Fact]
    public async Task A_Start_Of_An_Ended_Id_Does_Not_Take_A_Later_Instance_Off_The_List()
    {
        var held = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        var slow = new FaultyStorage();
        await using var engine = await StartAsync(slow.Connect(azurite.ConnectionString));
        await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Echo", "one", 1, Cancellation);
        await engine.SettleAsync();
        slow.Fault = async message =>
        {
            if (message.Request.Method == Azure.Core.RequestMethod.Delete)
            {
                reached.TrySetResult();
                await held.Task;
            }
        };
        var refused = engine.Engine.ScheduleNewOrchestrationInstanceAsync("Wait", "one", 2, Cancellation);
        await reached.Task.WaitAsync(Cancellation);
        await engine.Engine.PurgeInstanceAsync("one", Cancellation);
        Assert.True(await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Wait", "one", 3, Cancellation));

        held.SetResult();

        Assert.False(await refused);
        Assert.Equal("one", Assert.Single(await engine.Store.ReadOpenAsync(Cancellation).ToListAsync(Cancellation)).InstanceId);
    }

    [Fact]
    public async Task Instances_Are_Found_By_Status_And_Time_Without_Their_Histories()
    {
        await using var engine = await StartAsync();
        await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Echo", "old", 1, Cancellation);
        await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Wait", "waiting", 1, Cancellation);
        await engine.SettleAsync();
        time.Advance(TimeSpan.FromDays(1));
        var later = time.GetUtcNow();
        await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Echo", "new", 1, Cancellation);
        await engine.SettleAsync();

        var before = await engine.Engine.GetAllInstancesAsync(Ended with { CreatedBefore = later }, Cancellation).ToListAsync(Cancellation);
        var all = await engine.Engine.GetAllInstancesAsync(Ended, Cancellation).ToListAsync(Cancellation);
        var running = await engine.Engine.GetAllInstancesAsync(new([OrchestrationRuntimeStatus.Running]), Cancellation).ToListAsync(Cancellation);

        var old = Assert.Single(before);
        Assert.Equal(("old", later.AddDays(-1), null), (old.InstanceId, old.CreatedAt, old.SerializedOutput));
        Assert.Equal(["new", "old"], all.Select(instance => instance.InstanceId).Order());
        Assert.Equal("waiting", Assert.Single(running).InstanceId);
    }

    private Task<TableEngine> StartAsync(TableServiceClient? storage = null) => TableEngine.StartAsync(
        azurite,
        prefix,
        time,
        new EngineRegistry()
            .Add<int, int>("Echo", (_, number) => Task.FromResult(number))
            .Add<int, int>("Wait", (context, _) => context.WaitForExternalEvent<int>("Go")),
        storage);

    /// <summary>Rows as a long history leaves them.</summary>
    private async Task AddRowsAsync(string instanceId, int count)
    {
        foreach (var rows in Enumerable.Range(100, count).Select(row => new TableEntity(instanceId, HistoryRows.Key(0, row))).Chunk(100))
        {
            await Table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), Cancellation);
        }
    }

    private async Task<List<TableEntity>> RowsAsync(string instanceId) =>
        await Table.QueryAsync<TableEntity>(row => row.PartitionKey == instanceId, cancellationToken: Cancellation).ToListAsync(Cancellation);
}
