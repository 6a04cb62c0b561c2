using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Workflow.Functions.Durable;
using Workflow.Orchestration;
using DurableStatus = Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;
using OrchestrationRuntimeStatus = Workflow.Orchestration.OrchestrationRuntimeStatus;

namespace Workflow.Tests.Functions;

public sealed class DurableOrchestrationClientTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly RecordedClient inner = new();
    private readonly BoundDurableClient bound = new();
    private readonly DurableOrchestrationClient client;

    public DurableOrchestrationClientTests()
    {
        bound.Bind(inner);
        client = new(bound, NullLogger<DurableOrchestrationClient>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_New_Instance_Starts_Under_The_Id_That_The_Gate_Chose()
    {
        Assert.True(await client.ScheduleNewOrchestrationInstanceAsync("DeploymentReview", "d-1", "input", Cancellation));

        Assert.Equal(("DeploymentReview", "input", "d-1"), Assert.Single(inner.Started));
    }

    [Theory]
    [InlineData(DurableStatus.Pending)]
    [InlineData(DurableStatus.Running)]
    [InlineData(DurableStatus.Completed)]
    [InlineData(DurableStatus.Failed)]
    [InlineData(DurableStatus.Terminated)]
    [InlineData(DurableStatus.Suspended)]
    public async Task An_Id_That_Was_Ever_Used_Starts_Nothing(DurableStatus status)
    {
        inner.Add("d-1", status);

        Assert.False(await client.ScheduleNewOrchestrationInstanceAsync("DeploymentReview", "d-1", "input", Cancellation));
        Assert.Empty(inner.Started);
    }

    [Fact]
    public async Task A_Start_That_Was_Refused_Because_Another_Was_Faster_Is_No_Error()
    {
        inner.Refusal = new InvalidOperationException("An instance with this id already exists.");
        inner.Faster = new OrchestrationMetadata("DeploymentReview", "d-1");

        Assert.False(await client.ScheduleNewOrchestrationInstanceAsync("DeploymentReview", "d-1", "input", Cancellation));
    }

    [Fact]
    public async Task A_Start_That_Failed_Is_An_Error()
    {
        inner.Refusal = new TimeoutException("no storage");

        await Assert.ThrowsAsync<TimeoutException>(
            () => client.ScheduleNewOrchestrationInstanceAsync("DeploymentReview", "d-1", "input", Cancellation));
    }

    [Fact]
    public async Task An_Event_Reaches_Its_Instance()
    {
        await client.RaiseEventAsync("d-1", "Decision", "payload", Cancellation);

        Assert.Equal(("d-1", "Decision", "payload"), Assert.Single(inner.Raised));
    }

    [Fact]
    public async Task An_Event_Refused_For_An_Unknown_Instance_Is_Dropped()
    {
        inner.Refusal = new ArgumentException("No instance with this id.");

        await client.RaiseEventAsync("d-1", "Decision", "payload", Cancellation);

        Assert.Empty(inner.Raised);
    }

    [Theory]
    [InlineData(DurableStatus.Completed)]
    [InlineData(DurableStatus.Failed)]
    [InlineData(DurableStatus.Terminated)]
    public async Task An_Event_Refused_For_An_Ended_Instance_Is_Dropped(DurableStatus status)
    {
        inner.Add("d-1", status);
        inner.Refusal = new InvalidOperationException("It has ended.");

        await client.RaiseEventAsync("d-1", "Decision", "payload", Cancellation);

        Assert.Empty(inner.Raised);
    }

    [Theory]
    [InlineData(DurableStatus.Pending)]
    [InlineData(DurableStatus.Running)]
    [InlineData(DurableStatus.Suspended)]
    public async Task An_Event_That_A_Living_Instance_Did_Not_Get_Is_An_Error(DurableStatus status)
    {
        inner.Add("d-1", status);
        inner.Refusal = new TimeoutException("no storage");

        await Assert.ThrowsAsync<TimeoutException>(() => client.RaiseEventAsync("d-1", "Decision", "payload", Cancellation));
    }

    [Fact]
    public async Task An_Unknown_Instance_Is_Null() => Assert.Null(await client.GetInstanceAsync("d-1", Cancellation));

    [Theory]
    [InlineData(DurableStatus.Pending, OrchestrationRuntimeStatus.Pending)]
    [InlineData(DurableStatus.Running, OrchestrationRuntimeStatus.Running)]
    [InlineData(DurableStatus.Suspended, OrchestrationRuntimeStatus.Running)]
    [InlineData((DurableStatus)2, OrchestrationRuntimeStatus.Running)]
    [InlineData(DurableStatus.Completed, OrchestrationRuntimeStatus.Completed)]
    [InlineData(DurableStatus.Failed, OrchestrationRuntimeStatus.Failed)]
    [InlineData(DurableStatus.Terminated, OrchestrationRuntimeStatus.Failed)]
    [InlineData((DurableStatus)4, OrchestrationRuntimeStatus.Failed)]
    public async Task Every_Status_Of_Durable_Task_Has_Its_Meaning(DurableStatus status, OrchestrationRuntimeStatus expected)
    {
        inner.Add("d-1", status);

        Assert.Equal(expected, (await client.GetInstanceAsync("d-1", Cancellation))?.RuntimeStatus);
    }

    [Fact]
    public async Task An_Instance_Is_Read_With_Its_Status_And_Output()
    {
        inner.Instances["d-1"] = new OrchestrationMetadata("DeploymentReview", "d-1")
        {
            RuntimeStatus = DurableStatus.Completed,
            CreatedAt = Noon,
            LastUpdatedAt = Noon.AddHours(1),
            SerializedCustomStatus = "\"asked\"",
            SerializedOutput = "{}",
        };

        Assert.Equal(
            new OrchestrationInstance("d-1", OrchestrationRuntimeStatus.Completed, Noon, Noon.AddHours(1), "\"asked\"", "{}"),
            await client.GetInstanceAsync("d-1", Cancellation));
        Assert.True(inner.AskedForOutputs);
    }

    [Fact]
    public async Task A_Failure_Without_Details_Is_Told_By_The_Output()
    {
        inner.Instances["d-1"] = new OrchestrationMetadata("DeploymentReview", "d-1")
        {
            RuntimeStatus = DurableStatus.Failed,
            SerializedOutput = "Non-deterministic workflow detected",
        };

        Assert.Equal("Non-deterministic workflow detected", (await client.GetInstanceAsync("d-1", Cancellation))?.FailureMessage);
    }

    [Fact]
    public async Task An_Operators_Termination_Is_Told_As_The_Failure_That_It_Is()
    {
        inner.Add("d-1", DurableStatus.Terminated);

        Assert.Contains("terminated", (await client.GetInstanceAsync("d-1", Cancellation))?.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Query_Finds_What_The_Filter_Selects_On_Every_Page()
    {
        inner.Add("old-failed", DurableStatus.Failed, Noon.AddDays(-2));
        inner.Add("old-terminated", DurableStatus.Terminated, Noon.AddDays(-2));
        inner.Add("old-running", DurableStatus.Running, Noon.AddDays(-2));
        inner.Add("new-failed", DurableStatus.Failed, Noon);

        var found = await client
            .GetAllInstancesAsync(new OrchestrationFilter([OrchestrationRuntimeStatus.Failed], Noon.AddDays(-1)), Cancellation)
            .Select(instance => instance.InstanceId)
            .ToListAsync(Cancellation);

        Assert.Equal(["old-failed", "old-terminated"], found);
        Assert.Equal(Noon.AddDays(-1), inner.Query?.CreatedTo);
        Assert.Equal([DurableStatus.Failed, (DurableStatus)4, DurableStatus.Terminated], inner.Query?.Statuses);
    }

    [Theory]
    [InlineData(DurableStatus.Completed, true)]
    [InlineData(DurableStatus.Failed, true)]
    [InlineData(DurableStatus.Terminated, true)]
    [InlineData(DurableStatus.Running, false)]
    [InlineData(DurableStatus.Pending, false)]
    [InlineData(DurableStatus.Suspended, false)]
    public async Task Only_Ended_Instances_Are_Purged(DurableStatus status, bool isPurged)
    {
        inner.Add("d-1", status);

        Assert.Equal(isPurged, await client.PurgeInstanceAsync("d-1", Cancellation));
        Assert.Equal(isPurged ? ["d-1"] : [], inner.Purged);
    }

    [Fact]
    public async Task Purging_An_Unknown_Instance_Does_Nothing() => Assert.False(await client.PurgeInstanceAsync("d-1", Cancellation));

    [Fact]
    public async Task A_Function_Without_A_Client_Binding_Is_Told_What_It_Lacks()
    {
        var unbound = new DurableOrchestrationClient(new BoundDurableClient(), NullLogger<DurableOrchestrationClient>.Instance);

        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => unbound.GetInstanceAsync("d-1", Cancellation));

        Assert.Contains("[DurableClient]", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_Invocations_Client_Is_Not_Seen_By_Another()
    {
        var other = new RecordedClient();
        await Task.Run(() => bound.Bind(other), Cancellation);

        Assert.Same(inner, bound.Current);
    }
}
