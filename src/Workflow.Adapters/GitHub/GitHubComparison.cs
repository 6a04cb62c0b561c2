using System.Globalization;
using Microsoft.Extensions.Options;
using Workflow.Core.Deployments;

namespace Workflow.Adapters.GitHub;

/// <summary>Reads the commits and files between two commits (docs.github.com, "Compare two commits").</summary>
internal sealed class GitHubComparison(GitHubClient client, IOptions<GitHubOptions> options)
{
    private const int PageSize = 100;

    /// <summary>GitHub lists no more files than this, all of them on the first page.</summary>
    private const int MaxFiles = 300;

    public async Task<ChangeSet> ReadAsync(
        GitHubRepository repository, DeploymentRequest request, string deployed, CancellationToken cancellationToken)
    {
        var range = new CommitRange(deployed, request.Commits.Head);
        var first = await ReadPageAsync(repository, request, range, 1, cancellationToken);
        List<GitHubCommit> commits = [.. first.Commits];
        for (var page = 2; commits.Count < first.TotalCommits && commits.Count < options.Value.MaxCommits; page++)
        {
            var next = await ReadPageAsync(repository, request, range, page, cancellationToken);
            if (next.Commits.Count == 0)
            {
                break;
            }

            commits.AddRange(next.Commits);
        }

        var files = first.Files ?? [];
        return new ChangeSet(
            range,
            [.. Enumerable.Reverse(commits).Select(commit => commit.ToCommit())],
            [.. files.Select(file => file.ToChangedFile())],
            Defect(first, commits.Count, files.Count))
        {
            Missing = FindMissing(first, commits.Count, files.Count),
        };
    }

    private Task<Comparison> ReadPageAsync(
        GitHubRepository repository, DeploymentRequest request, CommitRange range, int page, CancellationToken cancellationToken) =>
        client.GetAsync<Comparison>(
            repository,
            GitHubAccess.ReadChanges,
            GitHubCallback.Find(request),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{repository.ApiPath}/compare/{range.Base}...{range.Head}?per_page={PageSize}&page={page}"),
            cancellationToken);

    /// <summary>Files that a deployment takes back are listed only where head descends from what the environment runs.</summary>
    private static ChangeParts FindMissing(Comparison comparison, int commits, int files) =>
        (commits < comparison.TotalCommits ? ChangeParts.Commits : ChangeParts.None)
        | (files >= MaxFiles || comparison.TotalCommits == 0 || comparison.Status is "diverged" ? ChangeParts.Files : ChangeParts.None);

    private static string? Defect(Comparison comparison, int commits, int files)
    {
        string?[] defects =
        [
            comparison.TotalCommits == 0 ? ChangeSet.NoNewCommits : null,
            commits < comparison.TotalCommits ? $"Only the oldest {commits} of {comparison.TotalCommits} commits were read." : null,
            files >= MaxFiles ? $"GitHub lists at most {MaxFiles} changed files, and there may be more." : null,
            comparison.Status is "diverged"
                ? "Head does not descend from what the environment runs: files that the deployment would undo are not listed."
                : null,
        ];
        var text = string.Join(' ', defects.OfType<string>());
        return text.Length == 0 ? null : text;
    }
}
