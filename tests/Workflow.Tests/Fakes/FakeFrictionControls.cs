using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>Controls that can change while a test runs.</summary>
internal sealed class FakeFrictionControls : IFrictionControls
{
    public List<FrictionControl> All { get; } = [];

    public Task<IReadOnlyList<FrictionControl>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FrictionControl>>([.. All]);
}
