using System.Globalization;
using Workflow.Core.Deployments;

namespace Workflow.Adapters.GitHub;

/// <summary>Finds out what an environment runs: the commit of its newest deployment that succeeded.</summary>
internal sealed class GitHubDeployedCommit(GitHubClient client)
{
    private const int MaxDeployments = 50;

    /// <returns>Null where none of the newest 50 deployments succeeded.</returns>
    public async Task<string?> FindAsync(GitHubRepository repository, DeploymentRequest request, CancellationToken cancellationToken)
    {
        var callback = GitHubCallback.Find(request);
        var environment = Uri.EscapeDataString(request.Environment);
        var deployments = await client.GetAsync<IReadOnlyList<GitHubDeployment>>(
            repository,
            GitHubAccess.ReadChanges,
            callback,
            $"{repository.ApiPath}/deployments?environment={environment}&per_page={MaxDeployments}",
            cancellationToken);
        foreach (var deployment in deployments.Where(deployment => deployment.Id != callback?.DeploymentId))
        {
            // A success that a newer deployment replaced has the status "inactive" on top of it: all of them are read.
            var statuses = await client.GetAsync<IReadOnlyList<GitHubDeploymentStatus>>(
                repository,
                GitHubAccess.ReadChanges,
                callback,
                string.Create(CultureInfo.InvariantCulture, $"{repository.ApiPath}/deployments/{deployment.Id}/statuses?per_page=100"),
                cancellationToken);
            if (statuses.Any(status => status.State is "success"))
            {
                return deployment.Sha;
            }
        }

        return null;
    }
}
