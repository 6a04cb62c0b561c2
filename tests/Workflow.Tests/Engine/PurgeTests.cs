using Workflow.Orchestration;

namespace Workflow.Tests.Engine;

public sealed class PurgeTests
{
    private static readonly OrchestrationRuntimeStatus[] Ended = [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed];

    private readonly VirtualTimeEngine engine = new();

    public PurgeTests() => engine
        .AddOrchestrator<string, string>("Echo", (_, input) => Task.FromResult(input))
        .AddOrchestrator<string, string>("Wait", (context, _) => context.WaitForExternalEvent<string>("Go"))
        .AddOrchestrator<string, string>("Fail", (_, input) => throw new InvalidOperationException(input));

    [Fact]
    public async Task An_Ended_Instance_Is_Gone_And_Its_Id_Can_Be_Started_Anew()
    {
        await engine.StartAsync("Echo", "one", "first");

        Assert.True(await engine.PurgeInstanceAsync("one"));

        Assert.Null(await engine.GetInstanceAsync("one"));
        Assert.False(await engine.PurgeInstanceAsync("one"));
        Assert.True(await engine.StartAsync("Echo", "one", "second"));
        Assert.Equal("second", await engine.GetOutputAsync<string>("one"));
    }

    [Fact]
    public async Task A_Failed_Instance_Can_Be_Purged()
    {
        await engine.StartAsync("Fail", "one", "broken");

        Assert.True(await engine.PurgeInstanceAsync("one"));
        Assert.Null(await engine.GetInstanceAsync("one"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Running_Instance_Stays_And_Goes_On(bool recovered)
    {
        await engine.StartAsync("Wait", "one", "");
        if (recovered)
        {
            await engine.CrashAndRecoverAsync();
        }

        Assert.False(await engine.PurgeInstanceAsync("one"));

        await engine.RaiseEventAsync("one", "Go", "done");
        Assert.Equal("done", await engine.GetOutputAsync<string>("one"));
    }

    [Fact]
    public async Task An_Unknown_Instance_Is_Not_Purged() => Assert.False(await engine.PurgeInstanceAsync("none"));

    [Fact]
    public async Task An_Ended_Instance_That_Is_Still_Listed_As_Open_Can_Be_Purged()
    {
        await engine.StartAsync("Echo", "one", "first");
        engine.Store.OpenEntry("one");
        await engine.CrashAndRecoverAsync();

        Assert.True(await engine.PurgeInstanceAsync("one"));
        Assert.True(await engine.StartAsync("Wait", "one", ""));
        Assert.True(engine.Store.IsOpen("one"));
    }

    [Fact]
    public async Task An_Event_To_A_Purged_Instance_Is_Dropped()
    {
        await engine.StartAsync("Echo", "one", "first");
        await engine.PurgeInstanceAsync("one");

        await engine.RaiseEventAsync("one", "Go", "late");

        Assert.Null(await engine.GetInstanceAsync("one"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Purge_That_Was_Cut_Off_Is_Repeated(bool written)
    {
        engine.CrashAtWrite(3, written);
        await engine.StartAsync("Echo", "one", "first");

        var purged = await engine.PurgeInstanceAsync("one");

        Assert.Equal(1, engine.Crashes);
        Assert.Equal(!written, purged);
        Assert.Null(await engine.GetInstanceAsync("one"));
    }

    [Fact]
    public async Task A_Purge_Whose_Answer_Was_Lost_Is_Told_As_Done()
    {
        engine.LoseAnswerAtWrite(3, LostAnswer.Conflict);
        await engine.StartAsync("Echo", "one", "first");

        Assert.True(await engine.PurgeInstanceAsync("one"));
        Assert.True(engine.HasLostAnswer);
    }

    [Fact]
    public async Task A_Filter_Selects_By_Status_And_Time_And_Outputs_Are_Left_Out()
    {
        await engine.StartAsync("Echo", "old", "output");
        await engine.StartAsync("Fail", "old failed", "broken");
        await engine.StartAsync("Wait", "old waiting", "");
        await engine.AdvanceAsync(TimeSpan.FromDays(1));
        var later = engine.Time.GetUtcNow();
        await engine.StartAsync("Echo", "new", "output");

        Assert.Equal(["new", "old", "old failed"], await IdsAsync(new(Ended)));
        Assert.Equal(["old", "old failed"], await IdsAsync(new(Ended, later)));
        Assert.Equal(["old waiting"], await IdsAsync(new([OrchestrationRuntimeStatus.Running])));
        Assert.Empty(await IdsAsync(new([])));
        var failed = Assert.Single(await engine.GetAllInstancesAsync(new([OrchestrationRuntimeStatus.Failed])));
        Assert.Contains("broken", failed.FailureMessage, StringComparison.Ordinal);
        Assert.All(await engine.GetAllInstancesAsync(new(Ended)), instance => Assert.Null(instance.SerializedOutput));
    }

    private async Task<string[]> IdsAsync(OrchestrationFilter filter) =>
        [.. (await engine.GetAllInstancesAsync(filter)).Select(instance => instance.InstanceId).Order(StringComparer.Ordinal)];
}
