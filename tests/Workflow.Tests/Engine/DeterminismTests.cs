using Workflow.Orchestration;

namespace Workflow.Tests.Engine;

public sealed class DeterminismTests
{
    private static readonly ActivityDefinition<string, string> First = new("First");

    private static readonly ActivityDefinition<string, string> Second = new("Second");

    private readonly VirtualTimeEngine engine = new();

    [Fact]
    public async Task Code_That_Calls_Another_Activity_Than_History_Says_Fails_Its_Instance()
    {
        var call = First;
        engine
            .AddOrchestrator<string, string>("Changed", async (context, input) =>
            {
                await context.CallActivityAsync(call, input);
                return await context.WaitForExternalEvent<string>("Go");
            })
            .AddActivity(First, input => input);
        await engine.StartAsync("Changed", "one", "in");
        call = Second;

        await engine.RaiseEventAsync("one", "Go", "go");

        await AssertFailedAsync("history says 'activity First scheduled (id 1)', the code did 'activity Second scheduled (id 1)'");
    }

    [Fact]
    public async Task Code_That_Does_Less_Than_History_Says_Fails_Its_Instance()
    {
        var wait = true;
        engine.AddOrchestrator<string, string>("Changed", async (context, _) =>
        {
            if (wait)
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddDays(1), CancellationToken.None);
            }

            return await context.WaitForExternalEvent<string>("Go");
        });
        await engine.StartAsync("Changed", "one", "in");
        wait = false;

        await engine.AdvanceAsync(TimeSpan.FromDays(1));

        await AssertFailedAsync("history says 'timer created (id 1, due 2026-01-08T09:00:00.0000000+00:00)', the code did 'nothing more");
    }

    [Fact]
    public async Task Code_That_Does_More_Than_History_Says_Fails_Its_Instance()
    {
        var more = false;
        engine
            .AddOrchestrator<string, string>("Changed", async (context, input) =>
            {
                if (more)
                {
                    _ = context.CallActivityAsync(First, input);
                }

                return await context.WaitForExternalEvent<string>("Go");
            })
            .AddActivity(First, input => input);
        await engine.StartAsync("Changed", "one", "in");
        more = true;

        await engine.RaiseEventAsync("one", "Go", "go");

        await AssertFailedAsync("history says 'nothing more in the same turn', the code did 'activity First scheduled (id 1)'");
    }

    [Fact]
    public async Task A_Timer_Is_Due_When_History_Says_Also_Where_The_Code_Has_Another_Delay()
    {
        var days = 1;
        engine.AddOrchestrator<int, DateTimeOffset>("Changed", async (context, _) =>
        {
            var timer = context.CreateTimer(context.CurrentUtcDateTime.AddDays(days), CancellationToken.None);
            await context.WaitForExternalEvent<int>("Go");
            await timer;
            return context.CurrentUtcDateTime;
        });
        var start = engine.Time.GetUtcNow();
        await engine.StartAsync("Changed", "one", 0);
        days = 7;
        await engine.RaiseEventAsync("one", "Go", 1);

        await engine.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal(start.AddDays(1), await engine.GetOutputAsync<DateTimeOffset>("one"));
    }

    [Fact]
    public async Task An_Orchestrator_That_Awaits_Nothing_But_A_Foreign_Task_Fails()
    {
        var foreign = new TaskCompletionSource();
        engine.AddOrchestrator<int, int>("Foreign", async (_, number) =>
        {
            await foreign.Task;
            return number;
        });

        await engine.StartAsync("Foreign", "one", 1);

        await AssertFailedAsync("awaits something that is not from its context");
    }

    [Fact]
    public async Task An_Orchestrator_That_A_Foreign_Task_Wakes_Fails_Though_It_Also_Waits_For_An_Event()
    {
        var foreign = new TaskCompletionSource();
        engine.AddOrchestrator<int, string>("Foreign", async (context, _) =>
        {
            await Task.WhenAny(foreign.Task, context.WaitForExternalEvent<string>("Go"));
            return "woken";
        });
        await engine.StartAsync("Foreign", "one", 1);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.GetInstanceAsync("one"))!.RuntimeStatus);

        foreign.SetResult();

        await AssertFailedAsync("awaits something that is not from its context");
    }

    [Fact]
    public async Task An_Exception_Of_The_Orchestrator_Fails_Its_Instance_With_The_Reason()
    {
        engine.AddOrchestrator<int, int>("Throw", (_, _) => throw new FormatException("not a number"));

        await engine.StartAsync("Throw", "one", 1);

        await AssertFailedAsync("System.FormatException: not a number");
        Assert.False(engine.Store.IsOpen("one"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_Orchestrator_That_Catches_Everything_Cannot_Go_On_Against_Its_History(bool callsInstead)
    {
        var changed = false;
        engine
            .AddOrchestrator<string, string>("Catch", async (context, input) =>
            {
                try
                {
                    await (changed
                        ? callsInstead ? context.CallActivityAsync(Second, input) : context.WaitForExternalEvent<string>("Instead")
                        : context.CallActivityAsync(First, input));
                    await context.WaitForExternalEvent<string>("Go");
                }
                catch (Exception)
                {
                    return "swallowed";
                }

                return "done";
            })
            .AddActivity(First, input => input)
            .AddActivity(Second, input => input);
        await engine.StartAsync("Catch", "one", "in");
        changed = true;

        await engine.RaiseEventAsync("one", "Go", "go");

        await AssertFailedAsync("The orchestrator is not deterministic");
    }

    [Fact]
    public async Task An_Orchestrator_That_Catches_What_A_Foreign_Thread_Did_To_Its_Context_Fails()
    {
        var foreign = new TaskCompletionSource();
        engine.AddOrchestrator<int, string>("Foreign", async (context, _) =>
        {
            try
            {
                await Task.WhenAny(Offend(context), context.WaitForExternalEvent<string>("Go"));
            }
            catch (Exception)
            {
                return "swallowed";
            }

            return "done";
        });
        await engine.StartAsync("Foreign", "one", 1);

        foreign.SetResult();

        await AssertFailedAsync("awaits something that is not from its context");

        async Task Offend(IOrchestrationContext context)
        {
            await foreign.Task.ConfigureAwait(false);
            context.NewGuid();
        }
    }

    [Fact]
    public async Task An_Instance_Whose_Orchestrator_Nobody_Registered_Any_More_Fails()
    {
        engine.Store.OpenEntry("one");
        await engine.Store.CreateAsync(
            new()
            {
                InstanceId = "one",
                OrchestratorName = "Gone",
                CreatedAt = engine.Time.GetUtcNow(),
                UpdatedAt = engine.Time.GetUtcNow(),
            },
            [new LocalHost.Engine.History.ExecutionStarted("Gone", "1")],
            TestContext.Current.CancellationToken);

        await AssertFailedAsync("No orchestrator named Gone is registered");
    }

    [Fact]
    public async Task A_Failure_Is_Told_Again_To_A_Handler_That_Could_Not_Take_It()
    {
        engine.AddOrchestrator<int, int>("Throw", async (context, _) => throw new FormatException(await context.WaitForExternalEvent<string>("Go")));
        await engine.StartAsync("Throw", "one", 1);
        var calls = 0;
        ((LocalHost.Engine.OrchestrationEngine)engine.Client).InstanceFailed += _ =>
        {
            if (++calls == 1)
            {
                throw new IOException("busy");
            }
        };

        await Assert.ThrowsAsync<IOException>(() => engine.RaiseEventAsync("one", "Go", "gone"));
        await engine.AdvanceAsync(TimeSpan.Zero);

        Assert.Equal(2, calls);
    }

    private async Task AssertFailedAsync(string reason)
    {
        await engine.AdvanceAsync(TimeSpan.Zero);
        var instance = await engine.GetInstanceAsync("one");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance!.RuntimeStatus);
        Assert.Contains(reason, instance.FailureMessage, StringComparison.Ordinal);
        Assert.Equal(["one"], engine.Failed);
    }
}
