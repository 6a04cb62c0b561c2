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

    /// <summary>Content by commit and path.</summary>
    public Dictionary<(string Commit, string Path), byte[]> Contents { get; } = [];

    public Task<ChangeSet> GetChangeSetAsync(DeploymentRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(Changes);

    public async Task<bool> CopyFileAsync(
        DeploymentRequest request, string commit, string path, long maxBytes, Stream destination, CancellationToken cancellationToken)
    {
        if (!Contents.TryGetValue((commit, path), out var content))
        {
            return false;
        }

        if (content.Length > maxBytes)
        {
            throw new ChangeUnavailableException($"The file {path} has {content.Length} bytes; at most {maxBytes} are read.");
        }

        await destination.WriteAsync(content, cancellationToken);
        return true;
    }

    public Task<string> GetCurrentHeadAsync(DeploymentRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(MovedTo ?? request.Commits.Head);
}
