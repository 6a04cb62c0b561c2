using System.Text.Json;
using Workflow.LocalHost.Engine;
using Workflow.Orchestration;

namespace Workflow.IntegrationTests.Engine;

public sealed class PayloadTests(AzuriteFixture azurite)
{
    private static readonly ActivityDefinition<string, string> Echo = new("Echo");

    private readonly string prefix = azurite.NewTablePrefix();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(300_000, "x")]
    [InlineData(90_000, "\"")]
    [InlineData(60_000, "\u00fc\ud83d\ude00\\")]
    public async Task Large_Inputs_Outputs_And_Events_Are_Kept_Whole(int count, string text)
    {
        var payload = string.Concat(Enumerable.Repeat(text, count / text.Length));
        await using (var killed = await StartAsync())
        {
            Assert.True(await killed.Engine.ScheduleNewOrchestrationInstanceAsync("Large", "one", payload, Cancellation));
            await killed.SettleAsync();
        }

        await using var engine = await StartAsync();
        await engine.Engine.RaiseEventAsync("one", "More", payload, Cancellation);

        var instance = await engine.GetAsync("one");
        Assert.Null(instance.FailureMessage);
        Assert.Equal(payload + payload, JsonSerializer.Deserialize<string>(instance.SerializedOutput!, WorkflowJson.Options));
    }

    [Fact]
    public async Task Two_Megabytes_In_One_Turn_Are_Written_In_Several_Transactions()
    {
        var payload = new string('x', 2_000_000);
        await using var engine = await StartAsync();
        await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Large", "one", "", Cancellation);

        await engine.Engine.RaiseEventAsync("one", "More", payload, Cancellation);

        var instance = await engine.GetAsync("one");
        Assert.Equal(payload.Length + 2, instance.SerializedOutput!.Length);
    }

    [Fact]
    public async Task An_Input_That_Fits_Into_No_Transaction_Is_Refused_And_Starts_Nothing()
    {
        await using var engine = await StartAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => engine.Engine.ScheduleNewOrchestrationInstanceAsync(
            "Large", "one", new string('x', 700_000), Cancellation));

        Assert.Contains("at most 600000 characters", error.Message, StringComparison.Ordinal);
        Assert.Null(await engine.Engine.GetInstanceAsync("one", Cancellation));
    }

    [Theory]
    [InlineData("a/b\\c#d?e")]
    [InlineData("repo'; drop = 100% \"x\"")]
    [InlineData("\u0001\u007f\u00fc\ud83d\ude00")]
    [InlineData("=0041")]
    [InlineData("header")]
    public async Task Any_Instance_Id_Can_Be_Used(string id)
    {
        await using (var killed = await StartAsync())
        {
            Assert.True(await killed.Engine.ScheduleNewOrchestrationInstanceAsync("Large", id, "a", Cancellation));
            await killed.SettleAsync();
        }

        await using var engine = await StartAsync();
        Assert.False(await engine.Engine.ScheduleNewOrchestrationInstanceAsync("Large", id, "b", Cancellation));
        await engine.Engine.RaiseEventAsync(id, "More", "c", Cancellation);

        Assert.Equal("\"ac\"", (await engine.GetAsync(id)).SerializedOutput);
    }

    [Theory]
    [InlineData("")]
    [InlineData("103 umlauts: \u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc")]
    public async Task An_Id_That_Makes_No_Key_Is_Refused(string start)
    {
        await using var engine = await StartAsync();
        var id = start.Length == 0 ? "" : start + new string('\u00fc', 103);

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => engine.Engine.ScheduleNewOrchestrationInstanceAsync("Large", id, "a", Cancellation));

        Assert.Contains("1 to 512 characters", error.Message, StringComparison.Ordinal);
    }

    private Task<TableEngine> StartAsync() => TableEngine.StartAsync(azurite, prefix, TimeProvider.System, new EngineRegistry()
        .Add<string, string>("Large", async (context, input) =>
            await context.CallActivityAsync(Echo, input) + await context.WaitForExternalEvent<string>("More"))
        .Add(Echo, (input, _) => Task.FromResult(input)));
}
