using System.Net;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.GitHub;

/// <summary>Reads the changes of repositories that the App is installed in.</summary>
internal sealed class GitHubChangeSource(
    GitHubClient client,
    GitHubDeployedCommit deployedCommit,
    GitHubComparison comparison,
    GitHubPullRequests pullRequests,
    GitHubFiles files) : IChangeSource
{
    public const string RepositoryKind = "github";

    public string Kind => RepositoryKind;

    public async Task<ChangeSet> GetChangeSetAsync(DeploymentRequest request, CancellationToken cancellationToken)
    {
        var repository = Parse(request);
        try
        {
            var deployed = request.Commits.Base ?? await deployedCommit.FindAsync(repository, request, cancellationToken);
            var changes = deployed is null
                ? await ReadHeadAloneAsync(repository, request, cancellationToken)
                : await comparison.ReadAsync(repository, request, deployed, cancellationToken);
            changes = await pullRequests.AddAsync(repository, request, changes, cancellationToken);
            changes = await files.AddAgentTracesAsync(repository, request, changes, cancellationToken);
            return changes with { CodeOwners = await files.ReadCodeOwnersAsync(repository, request, changes.Range, cancellationToken) };
        }
        catch (GitHubApiException refusal) when (IsMissing(refusal))
        {
            throw Unavailable(repository, refusal);
        }
    }

    public async Task<bool> CopyFileAsync(
        DeploymentRequest request, string commit, string path, long maxBytes, Stream destination, CancellationToken cancellationToken)
    {
        var copied = await files.CopyAsync(Parse(request), request, commit, path, maxBytes, destination, cancellationToken);
        return copied is not FileCopy.TooLarge
            ? copied is FileCopy.Whole
            : throw new ChangeUnavailableException($"The file {path} has more than {maxBytes} bytes at {commit}; no more are read.");
    }

    public async Task<string> GetCurrentHeadAsync(DeploymentRequest request, CancellationToken cancellationToken)
    {
        var repository = Parse(request);
        try
        {
            return GitHubCallback.Find(request) is { } callback
                ? await ReadRunHeadAsync(callback, cancellationToken)
                : (await ReadCommitAsync(repository, request, request.Ref ?? request.Commits.Head, cancellationToken)).Sha;
        }
        catch (GitHubApiException refusal) when (IsMissing(refusal))
        {
            throw Unavailable(repository, refusal);
        }
    }

    private async Task<string> ReadRunHeadAsync(GitHubCallback callback, CancellationToken cancellationToken)
    {
        var run = await client.GetAsync<WorkflowRun>(
            callback.ParseRepository(), GitHubAccess.ReadChanges, callback, callback.RunPath, cancellationToken);
        return run.WhyItWaitsNoLonger(callback) is { } reason ? throw new ChangeUnavailableException(reason) : run.HeadSha;
    }

    private async Task<ChangeSet> ReadHeadAloneAsync(
        GitHubRepository repository, DeploymentRequest request, CancellationToken cancellationToken)
    {
        var head = await ReadCommitAsync(repository, request, request.Commits.Head, cancellationToken);
        return new ChangeSet(
            new CommitRange(null, head.Sha),
            [head.ToCommit()],
            [.. (head.Files ?? []).Select(file => file.ToChangedFile())],
            $"No earlier deployment to '{request.Environment}' succeeded, so that it is unknown what it runs: only the head commit was "
            + "read.");
    }

    private Task<GitHubCommit> ReadCommitAsync(
        GitHubRepository repository, DeploymentRequest request, string name, CancellationToken cancellationToken) =>
        client.GetAsync<GitHubCommit>(
            repository,
            GitHubAccess.ReadChanges,
            GitHubCallback.Find(request),
            $"{repository.ApiPath}/commits/{Uri.EscapeDataString(name)}",
            cancellationToken);

    /// <exception cref="ChangeUnavailableException">The request's location is no name of a repository.</exception>
    public static GitHubRepository Parse(DeploymentRequest request) =>
        GitHubRepository.TryParse(request.Repository.Location, out var repository)
            ? repository
            : throw new ChangeUnavailableException($"'{request.Repository.Location}' is no GitHub repository of the form owner/name.");

    private static bool IsMissing(GitHubApiException refusal) =>
        refusal.Status is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity or HttpStatusCode.MovedPermanently;

    private static ChangeUnavailableException Unavailable(GitHubRepository repository, GitHubApiException refusal) => new(
        $"{refusal.Message} Check that {repository} is the repository's name today, that the commits exist in it, and that the App is "
        + "installed there with read access to actions, contents and deployments.",
        refusal);
}
