using Workflow.Core.Policy;

namespace Workflow.Orchestration.Ports;

/// <summary>
/// Keeps the friction controls that people and incidents add, for good. Letter case of names does not matter. Every write is conditional
/// on what was read.
/// </summary>
public interface IFrictionControlStore : IFrictionControls
{
    /// <summary>Keeps a new one; an existing one of the same name stays as it is.</summary>
    /// <returns>The control as it is kept.</returns>
    Task<FrictionControl> CreateAsync(FrictionControl control, CancellationToken cancellationToken);

    /// <summary>The control of a name, or null.</summary>
    Task<FrictionControl?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Applies a change to the newest version, again where somebody else wrote in between.</summary>
    /// <param name="change">Must be free of effects; returning its argument writes nothing.</param>
    /// <returns>The control as it is kept afterwards.</returns>
    /// <exception cref="KeyNotFoundException">There is no such control.</exception>
    Task<FrictionControl> UpdateAsync(
        string name, Func<FrictionControl, FrictionControl> change, CancellationToken cancellationToken);
}
