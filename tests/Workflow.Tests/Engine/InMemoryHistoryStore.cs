using System.Runtime.CompilerServices;
using Workflow.LocalHost.Engine.History;
using Workflow.Orchestration;

namespace Workflow.Tests.Engine;

/// <summary>Histories in memory, as JSON like in the real store, that outlive the engines that use them.</summary>
internal sealed class InMemoryHistoryStore : IHistoryStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (InstanceHeader Header, List<string> Events)> instances = [];
    private readonly Dictionary<string, string> open = [];
    private int versions;

    /// <summary>How often a history was read.</summary>
    public int HistoryReads { get; private set; }

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async IAsyncEnumerable<OpenInstance> ReadOpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var (id, version) in open.ToArray())
        {
            yield return new(id, version);
        }
    }

    public Task CloseAsync(OpenInstance entry, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (open.GetValueOrDefault(entry.InstanceId) == entry.Version)
            {
                open.Remove(entry.InstanceId);
            }
        }

        return Task.CompletedTask;
    }

    public Task<InstanceHeader?> CreateAsync(
        InstanceHeader header, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (instances.ContainsKey(header.InstanceId))
            {
                return Task.FromResult<InstanceHeader?>(null);
            }

            OpenEntry(header.InstanceId);
            return Task.FromResult<InstanceHeader?>(Write(header with { RowCount = 1 }, [.. events.Select(e => e.ToJson())]));
        }
    }

    public Task<InstanceHeader?> ReadHeaderAsync(string instanceId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(instances.TryGetValue(instanceId, out var found) ? found.Header : null);
        }
    }

    public Task<StoredInstance?> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            HistoryReads++;
            return Task.FromResult(
                instances.TryGetValue(instanceId, out var found)
                    ? new StoredInstance(found.Header, [.. found.Events.Select(HistoryEvent.FromJson)])
                    : null);
        }
    }

    public Task<InstanceHeader> AppendAsync(
        InstanceHeader header, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var (stored, history) = instances[header.InstanceId];
            if (stored.Version != header.Version)
            {
                throw new StaleInstanceException(header.InstanceId);
            }

            if (header.HasEnded)
            {
                open.Remove(header.InstanceId);
            }

            IEnumerable<string> kept = header.Generation == stored.Generation ? history : [];
            return Task.FromResult(Write(header with { RowCount = header.RowCount + 1 }, [.. kept, .. events.Select(e => e.ToJson())]));
        }
    }

    public async IAsyncEnumerable<InstanceHeader> ReadHeadersAsync(
        OrchestrationFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var (header, _) in instances.Values.ToArray())
        {
            if (filter.Statuses.Contains(header.Status) && !(header.CreatedAt >= filter.CreatedBefore))
            {
                yield return header;
            }
        }
    }

    public Task<bool> TryPurgeAsync(InstanceHeader header, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(
                instances.TryGetValue(header.InstanceId, out var stored)
                && stored.Header.Version == header.Version
                && instances.Remove(header.InstanceId));
        }
    }

    /// <summary>Lists an instance as open, as a crash between the two writes of a start leaves it behind.</summary>
    public void OpenEntry(string instanceId) => open[instanceId] = $"{++versions}";

    public bool IsOpen(string instanceId) => open.ContainsKey(instanceId);

    private InstanceHeader Write(InstanceHeader header, List<string> events)
    {
        header = header with { Version = $"{++versions}" };
        instances[header.InstanceId] = (header, events);
        return header;
    }
}
