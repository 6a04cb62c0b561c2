using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>Keeps break-glasses for as long as a test runs; writes compare and swap, as with ETags.</summary>
internal sealed class InMemoryBreakGlasses : IBreakGlassStore
{
    private readonly ConcurrentDictionary<(BreakGlassContent Content, int Number), BreakGlass> kept = new();

    public Task<BreakGlass> CreateAsync(BreakGlass breakGlass, CancellationToken cancellationToken) =>
        Task.FromResult(kept.GetOrAdd((breakGlass.Content, breakGlass.Number), breakGlass));

    public Task<BreakGlass?> FindAsync(BreakGlassContent content, CancellationToken cancellationToken) =>
        Task.FromResult(kept.Values.Where(one => one.Content == content).MaxBy(one => one.Number));

    public Task<BreakGlass> UpdateAsync(
        BreakGlassContent content, int number, Func<BreakGlass, BreakGlass> change, CancellationToken cancellationToken) =>
        Task.FromResult(kept.Swap((content, number), change));

    public async IAsyncEnumerable<BreakGlass> ListAskedAsync(
        DateTimeOffset from, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var one in kept.Values.Where(one => one.Asked.At >= from && one.Asked.At < before))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return one;
        }
    }
}
