using System.Collections.Concurrent;
using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>Keeps incidents for as long as a test runs; writes compare and swap, as with ETags.</summary>
internal sealed class InMemoryIncidents : IIncidentStore
{
    private readonly ConcurrentDictionary<string, Incident> kept = new(StringComparer.Ordinal);

    public Task<Incident> CreateAsync(Incident incident, CancellationToken cancellationToken) =>
        Task.FromResult(kept.GetOrAdd(incident.Id, incident));

    public Task<Incident?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(kept.GetValueOrDefault(id));

    public Task<Incident> UpdateAsync(string id, Func<Incident, Incident> change, CancellationToken cancellationToken) =>
        Task.FromResult(kept.Swap(id, change));

    public Task<IReadOnlyList<Incident>> ListOpenAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Incident>>([.. kept.Values.Where(incident => incident.IsOpen)]);
}
