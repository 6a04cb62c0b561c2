using Workflow.Core.Policy;

namespace Workflow.Orchestration.Ports;

/// <summary>A source of temporary stricter rules beside the policy. There may be several; the controls of all hold.</summary>
public interface IFrictionControls
{
    /// <summary>All on record, also those that are not in force yet or any more.</summary>
    Task<IReadOnlyList<FrictionControl>> ListAsync(CancellationToken cancellationToken);
}
