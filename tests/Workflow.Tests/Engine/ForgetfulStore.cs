using Workflow.LocalHost.Engine.History;
using Workflow.Orchestration;

namespace Workflow.Tests.Engine;

/// <summary>How a write fails whose answer was lost.</summary>
public enum LostAnswer
{
    /// <summary>The caller gets an error.</summary>
    Error,

    /// <summary>The storage's client has repeated the write by itself and was told of a conflict with its own first try.</summary>
    Conflict,
}

/// <summary>What the engine is told instead of an answer.</summary>
internal sealed class AnswerLostException() : IOException("The connection was closed before the answer came.");

/// <summary>The way to a store that takes every write but loses the answer to one, while the engine lives on.</summary>
/// <param name="losesAt">The number of the write, from 1; 0 for none.</param>
/// <param name="lostReads">How many reads after that write fail.</param>
internal sealed class ForgetfulStore(IHistoryStore store, int losesAt, LostAnswer answer, int lostReads) : IHistoryStore
{
    private int writes;
    private int readsToLose;

    /// <summary>Whether the answer to a write was lost.</summary>
    public bool HasLost { get; private set; }

    public Task PrepareAsync(CancellationToken cancellationToken) => store.PrepareAsync(cancellationToken);

    public IAsyncEnumerable<OpenInstance> ReadOpenAsync(CancellationToken cancellationToken) => store.ReadOpenAsync(cancellationToken);

    public Task CloseAsync(OpenInstance entry, CancellationToken cancellationToken) => store.CloseAsync(entry, cancellationToken);

    public async Task<InstanceHeader?> CreateAsync(
        InstanceHeader header, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken)
    {
        var created = await store.CreateAsync(header, events, cancellationToken);
        return Loses() ? answer is LostAnswer.Conflict ? null : throw new AnswerLostException() : created;
    }

    public async Task<InstanceHeader> AppendAsync(
        InstanceHeader header, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken)
    {
        var appended = await store.AppendAsync(header, events, cancellationToken);
        return !Loses() ? appended
            : answer is LostAnswer.Conflict ? throw new StaleInstanceException(header.InstanceId)
            : throw new AnswerLostException();
    }

    public Task<InstanceHeader?> ReadHeaderAsync(string instanceId, CancellationToken cancellationToken) =>
        ReadAsync(() => store.ReadHeaderAsync(instanceId, cancellationToken));

    public Task<StoredInstance?> ReadAsync(string instanceId, CancellationToken cancellationToken) =>
        ReadAsync(() => store.ReadAsync(instanceId, cancellationToken));

    public IAsyncEnumerable<InstanceHeader> ReadHeadersAsync(OrchestrationFilter filter, CancellationToken cancellationToken) =>
        store.ReadHeadersAsync(filter, cancellationToken);

    public async Task<bool> TryPurgeAsync(InstanceHeader header, CancellationToken cancellationToken)
    {
        var purged = await store.TryPurgeAsync(header, cancellationToken);
        return !Loses() ? purged : answer is LostAnswer.Conflict ? false : throw new AnswerLostException();
    }

    private bool Loses()
    {
        if (Interlocked.Increment(ref writes) != losesAt)
        {
            return false;
        }

        HasLost = true;
        readsToLose = lostReads;
        return true;
    }

    private Task<T> ReadAsync<T>(Func<Task<T>> read) =>
        Interlocked.Decrement(ref readsToLose) >= 0 ? throw new AnswerLostException() : read();
}
