using Workflow.Core.Policy;

namespace Workflow.Orchestration.Ports;

/// <summary>Keeps the incidents that the gate was told of. Every write is conditional on what was read.</summary>
public interface IIncidentStore
{
    /// <summary>Keeps a new one; a known one with the same id stays as it is.</summary>
    /// <returns>The incident as it is kept.</returns>
    Task<Incident> CreateAsync(Incident incident, CancellationToken cancellationToken);

    /// <summary>The incident with an id, or null.</summary>
    Task<Incident?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Applies a change to the newest version, again where somebody else wrote in between.</summary>
    /// <param name="change">Must be free of effects; returning its argument writes nothing.</param>
    /// <returns>The incident as it is kept afterwards.</returns>
    /// <exception cref="KeyNotFoundException">There is no such incident.</exception>
    Task<Incident> UpdateAsync(string id, Func<Incident, Incident> change, CancellationToken cancellationToken);

    /// <summary>Those that are open, in no particular order.</summary>
    Task<IReadOnlyList<Incident>> ListOpenAsync(CancellationToken cancellationToken);
}
