using Workflow.Core.Deployments;

namespace Workflow.Orchestration.Ports;

/// <summary>Reads commits and files of a kind of repository.</summary>
public interface IChangeSource
{
    /// <summary>The <see cref="RepositoryReference.Kind"/> that it reads.</summary>
    string Kind { get; }

    /// <summary>The commits and files that the deployment brings.</summary>
    /// <exception cref="ChangeUnavailableException">The repository or a commit does not exist, or the range is empty.</exception>
    Task<ChangeSet> GetChangeSetAsync(DeploymentRequest request, CancellationToken cancellationToken);

    /// <summary>Copies the content of a file as it is at a commit.</summary>
    /// <param name="path">In the repository, with '/' between folders.</param>
    /// <param name="maxBytes">Of a larger file nothing is copied, or not all.</param>
    /// <returns>Whether there is such a file; links and submodules are none.</returns>
    /// <exception cref="ChangeUnavailableException">The repository or the commit does not exist, or the file is larger.</exception>
    Task<bool> CopyFileAsync(
        DeploymentRequest request, string commit, string path, long maxBytes, Stream destination, CancellationToken cancellationToken);

    /// <summary>The object id of the commit that the pipeline would deploy at this moment.</summary>
    /// <exception cref="ChangeUnavailableException">It no longer exists.</exception>
    Task<string> GetCurrentHeadAsync(DeploymentRequest request, CancellationToken cancellationToken);
}

/// <summary>The change cannot be read, and trying again will not help. The message says what is wrong and how to mend it.</summary>
public sealed class ChangeUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
