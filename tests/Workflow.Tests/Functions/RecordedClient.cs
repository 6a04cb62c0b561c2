using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Workflow.Tests.Functions;

/// <summary>Durable Task's client over a dictionary, as strict or as forgiving as a version of the extension is.</summary>
internal sealed class RecordedClient() : DurableTaskClient("fake")
{
    public Dictionary<string, OrchestrationMetadata> Instances { get; } = [];

    public List<(string Name, object? Input, string? InstanceId)> Started { get; } = [];

    public List<(string InstanceId, string EventName, object? Payload)> Raised { get; } = [];

    public List<string> Purged { get; } = [];

    public OrchestrationQuery? Query { get; private set; }

    /// <summary>What the next start or event fails with.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>Somebody else's start, which becomes visible while this client's own is refused.</summary>
    public OrchestrationMetadata? Faster { get; set; }

    /// <summary>Whether outputs and inputs were asked for at the last reading of one instance.</summary>
    public bool AskedForOutputs { get; private set; }

    public void Add(string instanceId, OrchestrationRuntimeStatus status, DateTimeOffset createdAt = default) =>
        Instances[instanceId] = new OrchestrationMetadata("DeploymentReview", instanceId) { RuntimeStatus = status, CreatedAt = createdAt };

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (Faster is not null)
        {
            Instances[Faster.InstanceId] = Faster;
        }

        if (Refusal is not null)
        {
            return Task.FromException<string>(Refusal);
        }

        Started.Add((orchestratorName.Name, input, options?.InstanceId));
        return Task.FromResult(options?.InstanceId ?? "");
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        if (Refusal is not null)
        {
            return Task.FromException(Refusal);
        }

        Raised.Add((instanceId, eventName, eventPayload));
        return Task.CompletedTask;
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        AskedForOutputs = getInputsAndOutputs;
        return Task.FromResult(Instances.GetValueOrDefault(instanceId));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        Query = filter;
        return new Pages([.. Instances.Values]);
    }

    public override Task<PurgeResult> PurgeInstanceAsync(string instanceId, CancellationToken cancellation)
    {
        Purged.Add(instanceId);
        return Task.FromResult(new PurgeResult(Instances.Remove(instanceId) ? 1 : 0));
    }

    public override ValueTask DisposeAsync() => default;

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    private sealed class Pages(OrchestrationMetadata[] instances) : AsyncPageable<OrchestrationMetadata>
    {
        public override async IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
        {
            foreach (var page in instances.Chunk(2))
            {
                await Task.CompletedTask;
                yield return new Page<OrchestrationMetadata>(page);
            }
        }
    }
}
