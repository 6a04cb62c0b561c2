using Workflow.Core.Provenance;

namespace Workflow.Orchestration.Ports;

/// <summary>The signals in force by which AI tools and other programs are known.</summary>
public interface ISignalSource
{
    Task<SignalCatalogue> GetAsync(CancellationToken cancellationToken);
}
