using System.Collections.Concurrent;
using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>Keeps friction controls for as long as a test runs; writes compare and swap, as with ETags.</summary>
internal sealed class InMemoryFrictionControls : IFrictionControlStore
{
    private readonly ConcurrentDictionary<string, FrictionControl> kept = new(StringComparer.OrdinalIgnoreCase);

    public Task<IReadOnlyList<FrictionControl>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FrictionControl>>([.. kept.Values]);

    public Task<FrictionControl> CreateAsync(FrictionControl control, CancellationToken cancellationToken) =>
        Task.FromResult(kept.GetOrAdd(control.Name, control));

    public Task<FrictionControl?> FindAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(kept.GetValueOrDefault(name));

    public Task<FrictionControl> UpdateAsync(
        string name, Func<FrictionControl, FrictionControl> change, CancellationToken cancellationToken) =>
        Task.FromResult(kept.Swap(name, change));
}
