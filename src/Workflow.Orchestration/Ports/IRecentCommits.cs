using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Orchestration.Ports;

/// <summary>Tells who committed lately where a change is made.</summary>
public interface IRecentCommits
{
    /// <summary>The kind of the repositories that it reads, as in <see cref="RepositoryReference.Kind"/>.</summary>
    string Kind { get; }

    /// <summary>
    /// Commits in folders or below them that the deployment does not bring itself. Never fails: none where they cannot be had.
    /// </summary>
    /// <param name="folders">As <see cref="ChangedFolders"/> has them.</param>
    Task<IReadOnlyList<FolderCommit>> ListAsync(
        DeploymentRequest request, IReadOnlyList<string> folders, DateTimeOffset since, CancellationToken cancellationToken);
}
