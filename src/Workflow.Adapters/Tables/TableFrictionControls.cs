using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Tables;

/// <summary>Friction controls in Azure Tables, in one partition: there are few, and all are read at once.</summary>
public sealed class TableFrictionControls(GateTables tables) : IFrictionControlStore
{
    private const string Partition = "controls";

    private readonly PackedRows<FrictionControl> rows = new(tables.FrictionControls);

    public Task<FrictionControl> CreateAsync(FrictionControl control, CancellationToken cancellationToken) =>
        rows.CreateAsync(Partition, RowOf(control.Name), control, cancellationToken);

    public Task<FrictionControl?> FindAsync(string name, CancellationToken cancellationToken) =>
        rows.FindAsync(Partition, RowOf(name), cancellationToken);

    public Task<FrictionControl> UpdateAsync(
        string name, Func<FrictionControl, FrictionControl> change, CancellationToken cancellationToken) =>
        rows.UpdateAsync(Partition, RowOf(name), change, $"friction control '{name}'", cancellationToken);

    public async Task<IReadOnlyList<FrictionControl>> ListAsync(CancellationToken cancellationToken) =>
        await rows.QueryAsync(null, cancellationToken).ToListAsync(cancellationToken);

    private static string RowOf(string name) => TableKey.Hash(name.ToUpperInvariant());
}
