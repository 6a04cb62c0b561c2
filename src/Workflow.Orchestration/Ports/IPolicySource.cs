using Workflow.Core.Policy;

namespace Workflow.Orchestration.Ports;

/// <summary>The policy in force.</summary>
public interface IPolicySource
{
    Task<DeploymentPolicy> GetAsync(CancellationToken cancellationToken);
}
