using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Workflow.Tests.Functions;

/// <summary>Durable Task's context as the framework would hand it to a function; keeps what was asked of it.</summary>
internal sealed class RecordedOrchestration : TaskOrchestrationContext
{
    public List<(string Name, object? Input, TaskOptions? Options)> Activities { get; } = [];

    public Func<string, object?> Answer { get; set; } = _ => null;

    public List<DateTime> Timers { get; } = [];

    public CancellationToken TimerCancellation { get; private set; }

    public TaskCompletionSource<JsonElement> Event { get; } = new();

    public List<string> EventNames { get; } = [];

    public object? Status { get; private set; }

    public (object? Input, bool KeepsEvents)? Continued { get; private set; }

    public List<string> LoggerCategories { get; } = [];

    public bool Replays { get; set; }

    public DateTime Now { get; set; } = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    public override TaskName Name => "DeploymentReview";

    public override string InstanceId => "deployment-1";

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => Now;

    public override bool IsReplaying => Replays;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    public override T? GetInput<T>()
        where T : default => default;

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        Activities.Add((name.Name, input, options));
        return Answer(name.Name) is Exception failure
            ? Task.FromException<TResult>(failure)
            : Task.FromResult((TResult)Answer(name.Name)!);
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        Timers.Add(fireAt);
        TimerCancellation = cancellationToken;
        return Task.CompletedTask;
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        EventNames.Add(eventName);
        return (T)(object)await Event.Task.WaitAsync(cancellationToken);
    }

    public override void SetCustomStatus(object? customStatus) => Status = customStatus;

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        Continued = (newInput, preserveUnprocessedEvents);

    public override Guid NewGuid() => Guid.Parse("7e57d004-2b97-0e7a-b45f-5387367791cd");

    public override ILogger CreateReplaySafeLogger(string categoryName)
    {
        LoggerCategories.Add(categoryName);
        return NullLogger.Instance;
    }

    public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException();

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) => throw new NotSupportedException();
}
