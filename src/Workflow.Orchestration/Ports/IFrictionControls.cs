using Workflow.Core.Policy;

namespace Workflow.Orchestration.Ports;

/// <summary>The temporary stricter rules beside the policy.</summary>
public interface IFrictionControls
{
    /// <summary>All on record, also those that are not in force yet or any more.</summary>
    Task<IReadOnlyList<FrictionControl>> ListAsync(CancellationToken cancellationToken);
}
