using System.Globalization;
using System.Net;
using Workflow.Core.Deployments;

namespace Workflow.Adapters.GitHub;

/// <summary>
/// Reads the pull requests that bring the head commit (docs.github.com, "List pull requests associated with a commit"): the merged
/// one for a commit of the default branch, else all that hold the commit.
/// </summary>
internal sealed class GitHubPullRequests(GitHubClient client)
{
    private const int PageSize = 100;
    private const int MaxPages = 3;

    /// <summary>The change set with its pull requests; incomplete where GitHub does not let the App read them.</summary>
    public async Task<ChangeSet> AddAsync(
        GitHubRepository repository, DeploymentRequest request, ChangeSet changes, CancellationToken cancellationToken)
    {
        List<GitHubPullRequest> found = [];
        var defect = await ReadAsync(found, repository, request, cancellationToken);
        string?[] defects = [changes.IncompleteBecause, defect];
        return changes with
        {
            PullRequests = [.. found.Select(pull => pull.ToPullRequest())],
            IncompleteBecause = defects.Any(one => one is not null) ? string.Join(' ', defects.OfType<string>()) : null,
        };
    }

    /// <returns>Why there may be more than was found; null where there are no more.</returns>
    private async Task<string?> ReadAsync(
        List<GitHubPullRequest> found, GitHubRepository repository, DeploymentRequest request, CancellationToken cancellationToken)
    {
        try
        {
            for (var page = 1; page <= MaxPages; page++)
            {
                var next = await ReadPageAsync(repository, request, page, cancellationToken);
                found.AddRange(next);
                if (next.Count < PageSize)
                {
                    return null;
                }
            }

            return $"Only the first {found.Count} pull requests of the head commit were read.";
        }
        catch (GitHubApiException refusal) when (IsWithheld(refusal))
        {
            return "The pull requests of the head commit could not be read: give the App read access to pull requests and accept it "
                + $"for {repository}. {refusal.Message}";
        }
    }

    private Task<IReadOnlyList<GitHubPullRequest>> ReadPageAsync(
        GitHubRepository repository, DeploymentRequest request, int page, CancellationToken cancellationToken) =>
        client.GetAsync<IReadOnlyList<GitHubPullRequest>>(
            repository,
            GitHubAccess.ReadPullRequests,
            GitHubCallback.Find(request),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{repository.ApiPath}/commits/{request.Commits.Head}/pulls?per_page={PageSize}&page={page}"),
            cancellationToken);

    /// <remarks>
    /// 422 is the answer where a token is asked for with a permission that the installation has not (docs.github.com, "Create an
    /// installation access token for an app").
    /// </remarks>
    private static bool IsWithheld(GitHubApiException refusal) =>
        refusal.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity;
}
