using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Workflow.Adapters.Tables;

/// <summary>The tables of the stores. They are created before any other service of the host starts.</summary>
public sealed class GateTables(TableServiceClient account, IOptions<StorageOptions> options) : IHostedLifecycleService
{
    public TableClient Reviews { get; } = account.GetTableClient(options.Value.TablePrefix + "Reviews");

    public TableClient Audit { get; } = account.GetTableClient(options.Value.TablePrefix + "Audit");

    public TableClient Deliveries { get; } = account.GetTableClient(options.Value.TablePrefix + "Deliveries");

    public TableClient Documents { get; } = account.GetTableClient(options.Value.TablePrefix + "Documents");

    public TableClient BreakGlasses { get; } = account.GetTableClient(options.Value.TablePrefix + "BreakGlasses");

    public TableClient FrictionControls { get; } = account.GetTableClient(options.Value.TablePrefix + "FrictionControls");

    public TableClient Incidents { get; } = account.GetTableClient(options.Value.TablePrefix + "Incidents");

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var table in new[] { Reviews, Audit, Deliveries, Documents, BreakGlasses, FrictionControls, Incidents })
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
