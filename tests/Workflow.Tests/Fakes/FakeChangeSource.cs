using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>A repository of one change.</summary>
internal sealed class FakeChangeSource : IChangeSource
{
    public string Kind => "git";

    public required ChangeSet Changes { get; set; }

    /// <summary>Where the deployed ref points; null for the head that was requested.</summary>
    public string? MovedTo { get; set; }

    public Task<ChangeSet> GetChangeSetAsync(DeploymentRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(Changes);

    public Task<string> GetCurrentHeadAsync(DeploymentRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(MovedTo ?? request.Commits.Head);
}
