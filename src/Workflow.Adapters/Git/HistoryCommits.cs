using System.Diagnostics.CodeAnalysis;
using Workflow.Core.Deployments;

namespace Workflow.Adapters.Git;

/// <summary>
/// Finds for each commit the deployment that first held it: the oldest one from which it can be reached. Commits come with every child
/// before its parents, so that the answer is known when the commit comes.
/// </summary>
/// <param name="deploymentOf">By the ids of the main branch's commits; -1 for one that is not deployed yet.</param>
internal sealed class HistoryCommits(IReadOnlyDictionary<string, int> deploymentOf)
{
    private readonly Dictionary<string, int> awaited = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> awaitedOf = [];
    private readonly SortedDictionary<int, List<Commit>> open = [];
    private int newest = -1;

    /// <param name="parents">The ids of its parents, the first one first.</param>
    public void Add(Commit commit, IReadOnlyList<string> parents)
    {
        var isMain = deploymentOf.TryGetValue(commit.Sha, out var deployment);
        if (isMain)
        {
            newest = Math.Max(newest, deployment);
        }
        else if (awaited.Remove(commit.Sha, out deployment))
        {
            awaitedOf[deployment]--;
        }
        else
        {
            return;
        }

        if (!open.TryGetValue(deployment, out var commits))
        {
            open.Add(deployment, commits = []);
        }

        commits.Add(commit);
        foreach (var parent in parents.Where(parent => !deploymentOf.ContainsKey(parent)))
        {
            Await(parent, deployment);
        }
    }

    /// <summary>Takes a deployment that no further commit belongs to.</summary>
    /// <param name="isEnd">Whether all commits came.</param>
    public bool TryTake(bool isEnd, out int deployment, [NotNullWhen(true)] out IReadOnlyList<Commit>? commits)
    {
        foreach (var (place, found) in open)
        {
            if (isEnd || (place < newest && awaitedOf.GetValueOrDefault(place) == 0))
            {
                open.Remove(place);
                (deployment, commits) = (place, found);
                return true;
            }
        }

        (deployment, commits) = (0, null);
        return false;
    }

    private void Await(string parent, int deployment)
    {
        if (awaited.TryGetValue(parent, out var before))
        {
            if (before >= deployment)
            {
                return;
            }

            awaitedOf[before]--;
        }

        awaited[parent] = deployment;
        awaitedOf[deployment] = awaitedOf.GetValueOrDefault(deployment) + 1;
    }
}
