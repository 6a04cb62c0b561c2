using Workflow.Adapters.Git;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>Gives the changes of the deployment of a history that is judged now.</summary>
internal sealed class PastChanges : IChangeSource
{
    private PastDeployment? current;

    public string Kind => "git";

    /// <exception cref="InvalidOperationException">None is judged yet.</exception>
    public PastDeployment Current
    {
        get => current ?? throw new InvalidOperationException("No deployment is judged yet.");
        set => current = value;
    }

    public Task<ChangeSet> GetChangeSetAsync(DeploymentRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(Current.Changes);

    public Task<bool> CopyFileAsync(
        DeploymentRequest request, string commit, string path, long maxBytes, Stream destination, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Files of a history are read by the ids of their contents.");

    public Task<string> GetCurrentHeadAsync(DeploymentRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(request.Commits.Head);
}
