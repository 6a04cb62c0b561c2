using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Workflow.Orchestration;
using DurableRetryPolicy = Microsoft.DurableTask.RetryPolicy;
using RetryPolicy = Workflow.Orchestration.RetryPolicy;

namespace Workflow.Functions.Durable;

/// <summary>Lets the gate's orchestrators run on Durable Functions.</summary>
internal sealed class DurableOrchestrationContext(TaskOrchestrationContext inner) : IOrchestrationContext
{
    public string InstanceId => inner.InstanceId;

    public DateTimeOffset CurrentUtcDateTime => new(DateTime.SpecifyKind(inner.CurrentUtcDateTime, DateTimeKind.Utc));

    public bool IsReplaying => inner.IsReplaying;

    public Guid NewGuid() => inner.NewGuid();

    public async Task<TOutput> CallActivityAsync<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> activity, TInput input, RetryPolicy? retry = null)
    {
        try
        {
            return await inner.CallActivityAsync<TOutput>(activity.Name, input, OptionsOf(retry));
        }
        catch (TaskFailedException failed)
        {
            throw new ActivityFailedException(
                activity.Name, failed.FailureDetails.ErrorType, failed.FailureDetails.ErrorMessage, failed);
        }
    }

    public Task CreateTimer(DateTimeOffset fireAt, CancellationToken cancellationToken) =>
        inner.CreateTimer(fireAt.UtcDateTime, cancellationToken);

    /// <summary>
    /// The payload is read here and not by the framework, whose own failure to read it would fail the whole orchestration: this way it
    /// fails the wait alone, as on the embedded engine.
    /// </summary>
    public async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        var payload = await inner.WaitForExternalEvent<JsonElement>(eventName, cancellationToken);
        return payload.Deserialize<T>(WorkflowJson.Options)
            ?? throw new JsonException($"An event '{eventName}' came without a payload.");
    }

    public void SetCustomStatus(object? customStatus) => inner.SetCustomStatus(customStatus);

    public void ContinueAsNew(object newInput, bool preserveUnprocessedEvents = true) =>
        inner.ContinueAsNew(newInput, preserveUnprocessedEvents);

    public ILogger CreateReplaySafeLogger(string categoryName) => inner.CreateReplaySafeLogger(categoryName);

    private static TaskOptions? OptionsOf(RetryPolicy? retry) => retry is null
        ? null
        : TaskOptions.FromRetryPolicy(new DurableRetryPolicy(
            retry.MaxNumberOfAttempts, retry.FirstRetryInterval, retry.BackoffCoefficient, retry.MaxRetryInterval ?? RetryPolicy.LongestDelay));
}
