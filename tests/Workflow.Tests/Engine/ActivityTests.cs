using System.Diagnostics;
using Workflow.Orchestration;

namespace Workflow.Tests.Engine;

public sealed class ActivityTests
{
    private static readonly ActivityDefinition<string, string> Work = new("Work");

    private readonly VirtualTimeEngine engine = new();

    [Fact]
    public async Task Retries_Wait_Longer_Each_Time_And_Survive_A_Crash_In_Between()
    {
        var attempts = new List<TimeSpan>();
        var start = engine.Time.GetUtcNow();
        engine
            .AddOrchestrator<string, string>("Retry", (context, input) => context.CallActivityAsync(
                Work, input, new RetryPolicy(4, TimeSpan.FromMinutes(1), 10, TimeSpan.FromMinutes(30))))
            .AddActivity(Work, input =>
            {
                attempts.Add(engine.Time.GetUtcNow() - start);
                return attempts.Count < 4 ? throw new IOException("busy") : input;
            });
        await engine.StartAsync("Retry", "one", "in");
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));
        await engine.CrashAndRecoverAsync();

        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal([0, 1, 11, 41], attempts.Select(attempt => attempt.TotalMinutes));
        Assert.Equal("in", await engine.GetOutputAsync<string>("one"));
    }

    [Fact]
    public async Task The_Last_Failure_Reaches_The_Orchestrator()
    {
        engine
            .AddOrchestrator<string, string>("Catch", async (context, input) =>
            {
                try
                {
                    return await context.CallActivityAsync(Work, input, new RetryPolicy(2, TimeSpan.FromSeconds(1)));
                }
                catch (ActivityFailedException failure)
                {
                    return $"{failure.ActivityName}|{failure.ErrorType}|{failure.ErrorMessage}";
                }
            })
            .AddActivity(Work, string (_) => throw new IOException("gone"));
        await engine.StartAsync("Catch", "one", "in");

        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("Work|System.IO.IOException|gone", await engine.GetOutputAsync<string>("one"));
    }

    [Fact]
    public async Task An_Activity_Nobody_Registered_Fails_Like_Any_Other()
    {
        engine.AddOrchestrator<string, string>("Call", (context, input) => context.CallActivityAsync(Work, input));

        await engine.StartAsync("Call", "one", "in");

        var instance = await engine.GetInstanceAsync("one");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance!.RuntimeStatus);
        Assert.Contains("No activity named Work is registered", instance.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Activity_That_Had_Not_Ended_Runs_Again_After_A_Crash()
    {
        var runs = 0;
        engine
            .AddOrchestrator<string, string>("Call", (context, input) => context.CallActivityAsync(Work, input))
            .AddActivity(Work, input =>
            {
                runs++;
                return input;
            });
        engine.CrashAtWrite(3, written: false);

        await engine.StartAsync("Call", "one", "in");

        Assert.Equal(1, engine.Crashes);
        Assert.Equal(2, runs);
        Assert.Equal("in", await engine.GetOutputAsync<string>("one"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_Activity_That_Takes_Too_Long_Is_Cancelled_And_Given_Up_And_Tried_Again(bool heeds)
    {
        var begun = new TaskCompletionSource();
        var abandoned = new TaskCompletionSource<string>();
        var runs = 0;
        var cancelled = default(CancellationToken);
        engine
            .AddOrchestrator<string, string>("Retry", (context, input) => context.CallActivityAsync(
                Work, input, new RetryPolicy(2, TimeSpan.FromMinutes(1))))
            .AddActivity(Work, (input, cancellationToken) =>
            {
                if (++runs > 1)
                {
                    return Task.FromResult(input);
                }

                cancelled = cancellationToken;
                begun.SetResult();
                return heeds ? abandoned.Task.WaitAsync(cancellationToken) : abandoned.Task;
            });
        var starting = engine.StartAsync("Retry", "one", "in");
        await begun.Task;
        engine.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.False(cancelled.IsCancellationRequested);

        engine.Time.Advance(TimeSpan.FromSeconds(1));
        await starting;
        abandoned.SetResult("late");
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.True(cancelled.IsCancellationRequested);
        Assert.Equal("in", await engine.GetOutputAsync<string>("one"));
    }

    [Fact]
    public async Task An_Activity_That_Took_Too_Long_Fails_With_Its_Name_And_The_Limit()
    {
        var begun = new TaskCompletionSource();
        engine
            .AddOrchestrator<string, string>("Call", (context, input) => context.CallActivityAsync(Work, input))
            .AddActivity(Work, async (input, _) =>
            {
                begun.SetResult();
                await new TaskCompletionSource().Task;
                return input;
            });
        var starting = engine.StartAsync("Call", "one", "in");
        await begun.Task;

        engine.Time.Advance(TimeSpan.FromMinutes(5));
        await starting;

        var instance = await engine.GetInstanceAsync("one");
        Assert.Contains("Activity Work did not end within 00:05:00", instance!.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activities_Called_Together_All_Run_And_Their_Results_Find_Their_Callers()
    {
        engine
            .AddOrchestrator<int, string[]>("Fan", async (context, count) =>
                await Task.WhenAll(Enumerable.Range(0, count).Select(i => context.CallActivityAsync(Work, $"{i}"))))
            .AddActivity(Work, input => input + "!");

        await engine.StartAsync("Fan", "one", 100);

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}!"), await engine.GetOutputAsync<string[]>("one"));
    }

    [Fact]
    public async Task An_Activity_Is_Traced_As_Part_Of_What_Started_The_Instance()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (Equals(span.GetTagItem("workflow.instance.id"), "traced"))
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        engine
            .AddOrchestrator<string, string>("Call", async (context, input) =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddDays(1), CancellationToken.None);
                return await context.CallActivityAsync(Work, input);
            })
            .AddActivity(Work, input => input);
        using var request = new Activity("request").Start();
        await engine.StartAsync("Call", "traced", "in");
        request.Stop();
        await engine.CrashAndRecoverAsync();

        await engine.AdvanceAsync(TimeSpan.FromDays(1));

        var span = Assert.Single(spans);
        Assert.Equal("Work", span.OperationName);
        Assert.Equal(request.TraceId, span.TraceId);
        Assert.Equal(request.SpanId, span.ParentSpanId);
        Assert.Equal(1, span.GetTagItem("workflow.activity.attempt"));
    }
}
