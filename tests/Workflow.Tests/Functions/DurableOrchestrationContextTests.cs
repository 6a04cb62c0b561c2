using System.Text.Json;
using Microsoft.DurableTask;
using Workflow.Core.Reviews;
using Workflow.Functions.Durable;
using Workflow.Orchestration;
using Workflow.Orchestration.Activities;
using RetryPolicy = Workflow.Orchestration.RetryPolicy;

namespace Workflow.Tests.Functions;

public sealed class DurableOrchestrationContextTests
{
    private static readonly ActivityDefinition<string, HeadCheck?> Check = new("CheckIt");

    private readonly RecordedOrchestration inner = new();
    private readonly DurableOrchestrationContext context;

    public DurableOrchestrationContextTests() => context = new(inner);

    [Fact]
    public void It_Tells_The_Instance_The_Replay_And_The_Identifiers_Of_Durable_Task()
    {
        inner.Replays = true;

        Assert.Equal("deployment-1", context.InstanceId);
        Assert.True(context.IsReplaying);
        Assert.Equal(inner.NewGuid(), context.NewGuid());
    }

    [Theory]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Unspecified)]
    public void The_Time_Is_Utc_Whatever_Kind_It_Is_Marked_With(DateTimeKind kind)
    {
        inner.Now = DateTime.SpecifyKind(new DateTime(2026, 3, 1, 12, 0, 0), kind);

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), context.CurrentUtcDateTime);
    }

    [Fact]
    public async Task An_Activity_Is_Called_By_Its_Name_And_Its_Result_Returned()
    {
        inner.Answer = _ => new HeadCheck("moved");

        var result = await context.CallActivityAsync(Check, "input");

        Assert.Equal("moved", result?.Defect);
        Assert.Equal(("CheckIt", "input", null), Assert.Single(inner.Activities));
    }

    [Fact]
    public async Task An_Activity_May_Return_Nothing() => Assert.Null(await context.CallActivityAsync(Check, "input"));

    [Fact]
    public async Task A_Retry_Policy_Keeps_All_Its_Numbers()
    {
        await context.CallActivityAsync(Check, "input", new RetryPolicy(8, TimeSpan.FromSeconds(2), 3, TimeSpan.FromMinutes(5)));

        var policy = Assert.Single(inner.Activities).Options?.Retry?.Policy;
        Assert.Equal(
            (8, TimeSpan.FromSeconds(2), 3.0, TimeSpan.FromMinutes(5)),
            (policy!.MaxNumberOfAttempts, policy.FirstRetryInterval, policy.BackoffCoefficient, policy.MaxRetryInterval));
        Assert.Equal(Timeout.InfiniteTimeSpan, policy.RetryTimeout);
    }

    [Fact]
    public async Task A_Policy_Without_A_Longest_Wait_Waits_No_Longer_Than_On_The_Embedded_Engine()
    {
        await context.CallActivityAsync(Check, "input", new RetryPolicy(50, TimeSpan.FromHours(2), 2));

        Assert.Equal(RetryPolicy.LongestDelay, Assert.Single(inner.Activities).Options!.Retry!.Policy!.MaxRetryInterval);
    }

    [Fact]
    public async Task A_Failed_Activity_Fails_With_The_Gates_Own_Exception()
    {
        inner.Answer = _ => new TaskFailedException("CheckIt", 1, new TimeoutException("no answer"));

        var failed = await Assert.ThrowsAsync<ActivityFailedException>(() => context.CallActivityAsync(Check, "input"));

        Assert.Equal(("CheckIt", typeof(TimeoutException).FullName, "no answer"), (failed.ActivityName, failed.ErrorType, failed.ErrorMessage));
    }

    [Fact]
    public async Task A_Timer_Fires_At_The_Moment_In_Utc_And_Can_Be_Cancelled()
    {
        using var cancellation = new CancellationTokenSource();

        await context.CreateTimer(new DateTimeOffset(2026, 3, 1, 14, 0, 0, TimeSpan.FromHours(2)), cancellation.Token);

        var fireAt = Assert.Single(inner.Timers);
        Assert.Equal((new DateTime(2026, 3, 1, 12, 0, 0), DateTimeKind.Utc), (fireAt, fireAt.Kind));
        Assert.Equal(cancellation.Token, inner.TimerCancellation);
    }

    [Fact]
    public async Task An_Event_Is_Read_With_The_Gates_Own_Serializer_Options()
    {
        var end = new ReviewEnd(OutcomeReason.Withdrawn, "no longer needed");
        var wait = context.WaitForExternalEvent<ReviewEnd>("End", TestContext.Current.CancellationToken);

        inner.Event.SetResult(JsonSerializer.SerializeToElement(end, WorkflowJson.Options));

        Assert.Equal(end, await wait);
        Assert.Equal(["End"], inner.EventNames);
    }

    [Theory]
    [InlineData("""{"reason":"no such reason"}""")]
    [InlineData("null")]
    public async Task An_Unreadable_Event_Fails_Its_Wait_And_Nothing_Else(string payload)
    {
        var wait = context.WaitForExternalEvent<ReviewEnd>("End", TestContext.Current.CancellationToken);

        inner.Event.SetResult(JsonSerializer.Deserialize<JsonElement>(payload));

        await Assert.ThrowsAsync<JsonException>(() => wait);
    }

    [Fact]
    public async Task A_Wait_Can_Be_Cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var wait = context.WaitForExternalEvent<ReviewEnd>("End", cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public void The_Custom_Status_And_The_Continuation_Are_Passed_On()
    {
        var status = new object();

        context.SetCustomStatus(status);
        context.ContinueAsNew("again", preserveUnprocessedEvents: false);

        Assert.Same(status, inner.Status);
        Assert.Equal(("again", false), inner.Continued);
    }

    [Fact]
    public void Its_Loggers_Are_Those_That_Are_Silent_While_Replaying()
    {
        context.CreateReplaySafeLogger("Reviews");

        Assert.Equal(["Reviews"], inner.LoggerCategories);
    }
}
