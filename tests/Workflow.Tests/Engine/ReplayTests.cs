using Microsoft.Extensions.Logging;
using Workflow.Orchestration;

namespace Workflow.Tests.Engine;

public sealed class ReplayTests
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
    public async Task Code_That_Does_Not_Ask_For_The_Turns_Context_Still_Runs_On_The_Turn()
    {
        engine
            .AddOrchestrator<string, string>("Free", async (context, input) =>
            {
                var first = await context.CallActivityAsync(First, input).ConfigureAwait(false);
                return await context.CallActivityAsync(First, first).ConfigureAwait(false);
            })
            .AddActivity(First, input => input + "!");

        await engine.StartAsync("Free", "one", "in");

        Assert.Equal("in!!", await engine.GetOutputAsync<string>("one"));
    }

    [Fact]
    public async Task An_Exception_Of_The_Orchestrator_Fails_Its_Instance_With_The_Reason()
    {
        engine.AddOrchestrator<int, int>("Throw", (_, _) => throw new FormatException("not a number"));

        await engine.StartAsync("Throw", "one", 1);

        await AssertFailedAsync("System.FormatException: not a number");
        Assert.False(engine.Store.IsOpen("one"));
    }

    [Fact]
    public async Task Time_And_Identifiers_Are_The_Same_On_Every_Replay()
    {
        var seen = new HashSet<(Guid, Guid, DateTimeOffset)>();
        engine.AddOrchestrator<int, Guid>("Same", async (context, _) =>
        {
            var id = context.NewGuid();
            seen.Add((id, context.NewGuid(), context.CurrentUtcDateTime));
            await context.CreateTimer(context.CurrentUtcDateTime.AddDays(1), CancellationToken.None);
            return id;
        });
        await engine.StartAsync("Same", "one", 0);
        await engine.CrashAndRecoverAsync();
        await engine.AdvanceAsync(TimeSpan.FromDays(1));

        var (first, second, _) = Assert.Single(seen);
        Assert.NotEqual(first, second);
        Assert.Equal(first, await engine.GetOutputAsync<Guid>("one"));
        Assert.Equal(8, first.Version);
    }

    [Fact]
    public async Task A_Replayed_Orchestrator_Does_Not_Log_Again()
    {
        using var lines = new LogLines("Log");
        using var logging = new VirtualTimeEngine(LoggerFactory.Create(builder => builder.AddProvider(lines))).AddOrchestrator<int, bool>("Log", async (context, _) =>
        {
            var logger = context.CreateReplaySafeLogger("Log");
            logger.Log(LogLevel.Information, default, "before", null, (text, _) => text);
            await context.WaitForExternalEvent<int>("Go");
            logger.Log(LogLevel.Information, default, "after", null, (text, _) => text);
            return context.IsReplaying;
        });
        await logging.StartAsync("Log", "one", 0);

        await logging.RaiseEventAsync("one", "Go", 0);

        Assert.Equal(["before", "after"], lines.Lines);
        Assert.False(await logging.GetOutputAsync<bool>("one"));
    }

    private async Task AssertFailedAsync(string reason)
    {
        await engine.AdvanceAsync(TimeSpan.Zero);
        var instance = await engine.GetInstanceAsync("one");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance!.RuntimeStatus);
        Assert.Contains(reason, instance.FailureMessage, StringComparison.Ordinal);
    }

    /// <summary>Keeps what one category logs.</summary>
    private sealed class LogLines(string category) : ILoggerProvider
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName == category ? Lines : []);

        public void Dispose()
        {
            // Nothing is held.
        }

        private sealed class Logger(List<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Add(formatter(state, exception));
        }
    }
}
