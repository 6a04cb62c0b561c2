using Microsoft.Extensions.Logging;
using Workflow.Orchestration;

namespace Workflow.Tests.Engine;

public sealed class ReplayTests
{
    private static readonly ActivityDefinition<string, string> First = new("First");

    private readonly VirtualTimeEngine engine = new();

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
