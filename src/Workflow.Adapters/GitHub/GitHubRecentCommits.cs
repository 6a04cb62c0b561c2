using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.GitHub;

/// <summary>
/// Reads who committed lately in folders of a repository that the App is installed in (docs.github.com, "List commits"): one call for
/// each folder, and few at once (docs.github.com, "Best practices for using the REST API").
/// </summary>
/// <remarks>A request that names no base is read from its head: who made the commits that it brings may not review it anyway.</remarks>
internal sealed partial class GitHubRecentCommits(GitHubClient client, TimeProvider time, ILogger<GitHubRecentCommits> logger)
    : IRecentCommits
{
    /// <summary>Of one folder, the newest, and the most that GitHub lists in one answer.</summary>
    private const int MostCommits = 100;

    private const int CallsAtOnce = 4;

    /// <summary>Nobody waits longer to know who knows a place, whatever GitHub's rate limits ask for.</summary>
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(10);

    public string Kind => GitHubChangeSource.RepositoryKind;

    public async Task<IReadOnlyList<FolderCommit>> ListAsync(
        DeploymentRequest request, IReadOnlyList<string> folders, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (folders.Count == 0)
        {
            return [];
        }

        using var limit = new CancellationTokenSource(LongestRead, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await ReadAsync(request, folders, since, either.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Unknown(
                logger,
                request.Repository.Location,
                limit.IsCancellationRequested
                    ? string.Create(CultureInfo.InvariantCulture, $"GitHub did not tell within {LongestRead.TotalSeconds} seconds.")
                    : failure.Message);
            return [];
        }
    }

    private async Task<IReadOnlyList<FolderCommit>> ReadAsync(
        DeploymentRequest request, IReadOnlyList<string> folders, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var repository = GitHubChangeSource.Parse(request);
        ConcurrentDictionary<string, FolderCommit> found = new(StringComparer.Ordinal);

        // The first one alone, so that all use the token that it gets.
        await AddAsync(folders[0], cancellationToken);
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(folders.Skip(1), atOnce, AddAsync);
        return [.. found.Values.OrderByDescending(commit => commit.At)];

        async ValueTask AddAsync(string folder, CancellationToken either)
        {
            foreach (var commit in await ListAsync(repository, request, folder, since, either))
            {
                if (!commit.IsMerge && commit.Commit.Committer?.Date is { } at)
                {
                    found[commit.Sha] = new FolderCommit(commit.ToCommit().Author, at);
                }
            }
        }
    }

    private Task<IReadOnlyList<GitHubCommit>> ListAsync(
        GitHubRepository repository, DeploymentRequest request, string folder, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var from = Uri.EscapeDataString(request.Commits.Base ?? request.Commits.Head);
        return client.GetAsync<IReadOnlyList<GitHubCommit>>(
            repository,
            GitHubAccess.ReadChanges,
            GitHubCallback.Find(request),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{repository.ApiPath}/commits?sha={from}&path={Uri.EscapeDataString(folder)}"
                + $"&since={since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}&per_page={MostCommits}"),
            cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning, Message = "Who committed lately in {Repository} where the change is made is not known: {Reason}")]
        public static partial void Unknown(ILogger logger, string repository, string reason);
    }
}
