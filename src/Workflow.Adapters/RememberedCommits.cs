using Microsoft.Extensions.DependencyInjection;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters;

/// <summary>
/// Keeps what was found for two minutes, also where that was nothing: the same folders at the same commit are asked about for each of the
/// reviewers that a review needs.
/// </summary>
internal sealed class RememberedCommits(IRecentCommits commits, TimeProvider time) : IRecentCommits
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(2);

    private readonly AgedFacts<Found> known = new(Age, time);

    public string Kind => commits.Kind;

    public static IRecentCommits Of<T>(IServiceProvider services)
        where T : IRecentCommits =>
        new RememberedCommits(services.GetRequiredService<T>(), services.GetRequiredService<TimeProvider>());

    public async Task<IReadOnlyList<FolderCommit>> ListAsync(
        DeploymentRequest request, IReadOnlyList<string> folders, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var place = string.Join('\0', [request.Repository.Location, request.Commits.Base, request.Commits.Head, .. folders]);
        if (known.Find(place) is not { } found || found.Since > since)
        {
            found = new Found(since, await commits.ListAsync(request, folders, since, cancellationToken));
            known.Keep(place, found);
        }

        return found.Since == since ? found.Commits : [.. found.Commits.Where(commit => commit.At >= since)];
    }

    private sealed record Found(DateTimeOffset Since, IReadOnlyList<FolderCommit> Commits);
}
