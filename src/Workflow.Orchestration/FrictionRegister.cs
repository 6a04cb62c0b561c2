using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration;

/// <summary>The friction controls of every source: files, people, incidents.</summary>
public sealed class FrictionRegister(IEnumerable<IFrictionControls> sources)
{
    /// <summary>All on record, by their start. Where one source cannot be read none are known: the gate fails closed.</summary>
    public async Task<IReadOnlyList<FrictionControl>> ListAsync(CancellationToken cancellationToken)
    {
        List<FrictionControl> controls = [];
        foreach (var source in sources)
        {
            controls.AddRange(await source.ListAsync(cancellationToken));
        }

        return [.. controls.OrderBy(control => control.Starts).ThenBy(control => control.Name, StringComparer.Ordinal)];
    }
}
