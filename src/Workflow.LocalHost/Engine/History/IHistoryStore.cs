using Workflow.Orchestration;

namespace Workflow.LocalHost.Engine.History;

/// <summary>Where instances and their histories are kept. One engine at a time writes; a second one's writes are refused.</summary>
internal interface IHistoryStore
{
    /// <summary>Makes the tables where they are missing.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Every instance that has not ended, and perhaps some that have or that were never written.</summary>
    IAsyncEnumerable<OpenInstance> ReadOpenAsync(CancellationToken cancellationToken);

    /// <summary>Removes an entry whose instance has ended or does not exist, unless the entry was written again meanwhile.</summary>
    Task CloseAsync(OpenInstance entry, CancellationToken cancellationToken);

    /// <summary>Writes a new instance; an instance with the same id is left as it is.</summary>
    /// <returns>The header as written; null where there was an instance with this id.</returns>
    Task<InstanceHeader?> CreateAsync(InstanceHeader header, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken);

    Task<InstanceHeader?> ReadHeaderAsync(string instanceId, CancellationToken cancellationToken);

    Task<StoredInstance?> ReadAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>The headers of the instances that a filter selects. Looks at every instance, so it is for rare use.</summary>
    IAsyncEnumerable<InstanceHeader> ReadHeadersAsync(OrchestrationFilter filter, CancellationToken cancellationToken);

    /// <summary>
    /// Adds events and replaces the header in one step. A header of the next generation, with no valid rows yet, replaces the whole
    /// history. A header that has ended takes the instance off the list of open ones.
    /// </summary>
    /// <returns>The header with its new version.</returns>
    /// <exception cref="StaleInstanceException">The header's version is not the stored one.</exception>
    Task<InstanceHeader> AppendAsync(
        InstanceHeader header, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken);

    /// <summary>Removes an ended instance with its history; one that was removed in part is removed by the next call.</summary>
    /// <returns>False where the header's version is not the stored one, or there is none.</returns>
    Task<bool> TryPurgeAsync(InstanceHeader header, CancellationToken cancellationToken);
}

/// <summary>Somebody else wrote the instance since it was read.</summary>
internal sealed class StaleInstanceException(string instanceId, Exception? innerException = null)
    : Exception($"Instance {instanceId} was written by somebody else since it was read.", innerException);
