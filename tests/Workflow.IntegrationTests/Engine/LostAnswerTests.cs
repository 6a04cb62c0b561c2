using Azure.Core;
using Microsoft.Extensions.Time.Testing;
using Workflow.LocalHost.Engine;
using Workflow.Orchestration;

namespace Workflow.IntegrationTests.Engine;

/// <summary>The storage takes a transaction, its answer is lost, and the storage's client repeats it by itself.</summary>
public sealed class LostAnswerTests(AzuriteFixture azurite)
{
    private static readonly ActivityDefinition<string, string> Work = new("Work");

    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The transactions are the start, the first turn, the event's and the activity's.</summary>
    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 0)]
    public async Task An_Instance_Runs_To_Its_End_Whichever_Transaction_Gets_No_Answer(int lost, int retries)
    {
        var transactions = 0;
        var storage = new FaultyStorage
        {
            LosesAnswer = message => message.Request.Method == RequestMethod.Post
                && message.Request.Uri.ToString().Contains("$batch", StringComparison.Ordinal)
                && ++transactions == lost,
        };
        var registry = new EngineRegistry()
            .Add<int, string>("Call", async (context, _) =>
                await context.CallActivityAsync(Work, await context.WaitForExternalEvent<string>("Go")))
            .Add(Work, (input, _) => Task.FromResult(input + "!"));
        await using var engine = await TableEngine.StartAsync(
            azurite, azurite.NewTablePrefix(), time, registry, storage.Connect(azurite.ConnectionString, retries));

        Assert.True(await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Call", "one", 1, Cancellation));
        await engine.SettleAsync();
        await engine.Engine.RaiseEventAsync("one", "Go", "go", Cancellation);

        Assert.Equal("\"go!\"", (await engine.GetAsync("one")).SerializedOutput);
        Assert.True(transactions >= lost);
    }
}
