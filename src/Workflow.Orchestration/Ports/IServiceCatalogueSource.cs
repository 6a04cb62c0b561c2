using Workflow.Core.Services;

namespace Workflow.Orchestration.Ports;

/// <summary>The organization's services and what depends on what.</summary>
public interface IServiceCatalogueSource
{
    /// <returns>Null where there is no catalogue: then nothing is known of what a change reaches.</returns>
    Task<ServiceCatalogue?> GetAsync(CancellationToken cancellationToken);
}
