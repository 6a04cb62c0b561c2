using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>A policy that can change while a test runs.</summary>
internal sealed class FakePolicySource(DeploymentPolicy policy) : IPolicySource
{
    public DeploymentPolicy Policy { get; set; } = policy;

    public Task<DeploymentPolicy> GetAsync(CancellationToken cancellationToken) => Task.FromResult(Policy);
}
