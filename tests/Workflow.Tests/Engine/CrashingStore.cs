using Workflow.LocalHost.Engine.History;
using Workflow.Orchestration;

namespace Workflow.Tests.Engine;

/// <summary>One engine's way to the store, which dies at a chosen write: from then on no call returns.</summary>
/// <param name="diesAt">The number of the write, from 1; 0 for never.</param>
/// <param name="written">Whether that write still reaches the store.</param>
internal sealed class CrashingStore(IHistoryStore store, int diesAt, bool written) : IHistoryStore
{
    private readonly TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int writes;

    public Task Died => died.Task;

    public int Writes => writes;

    public Task PrepareAsync(CancellationToken cancellationToken) => store.PrepareAsync(cancellationToken);

    public IAsyncEnumerable<OpenInstance> ReadOpenAsync(CancellationToken cancellationToken) => store.ReadOpenAsync(cancellationToken);

    public Task CloseAsync(OpenInstance entry, CancellationToken cancellationToken) =>
        WhileAliveAsync(() => store.CloseAsync(entry, cancellationToken), cancellationToken);

    public Task<InstanceHeader?> CreateAsync(
        InstanceHeader header, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken) =>
        WriteAsync(() => store.CreateAsync(header, events, cancellationToken), cancellationToken);

    public Task<InstanceHeader> AppendAsync(
        InstanceHeader header, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken) =>
        WriteAsync(() => store.AppendAsync(header, events, cancellationToken), cancellationToken);

    public async Task<InstanceHeader?> ReadHeaderAsync(string instanceId, CancellationToken cancellationToken)
    {
        await WhileAliveAsync(() => Task.CompletedTask, cancellationToken);
        return await store.ReadHeaderAsync(instanceId, cancellationToken);
    }

    public async Task<StoredInstance?> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        await WhileAliveAsync(() => Task.CompletedTask, cancellationToken);
        return await store.ReadAsync(instanceId, cancellationToken);
    }

    public IAsyncEnumerable<InstanceHeader> ReadHeadersAsync(OrchestrationFilter filter, CancellationToken cancellationToken) =>
        store.ReadHeadersAsync(filter, cancellationToken);

    public Task<bool> TryPurgeAsync(InstanceHeader header, CancellationToken cancellationToken) =>
        WriteAsync(() => store.TryPurgeAsync(header, cancellationToken), cancellationToken);

    private async Task<T> WriteAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken)
    {
        await WhileAliveAsync(() => Task.CompletedTask, cancellationToken);
        if (Interlocked.Increment(ref writes) != diesAt)
        {
            return await write();
        }

        if (written)
        {
            await write();
        }

        died.SetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("A dead engine goes on.");
    }

    private async Task WhileAliveAsync(Func<Task> call, CancellationToken cancellationToken)
    {
        if (died.Task.IsCompleted)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        await call();
    }
}
