using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>What reviewers did lately: how much they were asked, and what they know of the places that a change is made in.</summary>
public sealed class RecentWork(IReviewStore reviews, PastReviews past, IEnumerable<IRecentCommits> commits)
{
    private readonly IReadOnlyList<IRecentCommits> commits = [.. commits];

    /// <summary>What lies before a moment.</summary>
    public async Task<RecentWorkload> MeasureAsync(Review review, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = await reviews.ListOpenAsync(cancellationToken).ToListAsync(cancellationToken);
        var before = await past.ReadAsync(now, cancellationToken);
        var since = await reviews.ListRequestedAsync(before.End, now, cancellationToken).ToListAsync(cancellationToken);
        var folders = ChangedFolders.Of(review.Assessment?.Changes);
        var source = folders.All.Count == 0 ? null : commits.FirstOrDefault(one => one.Kind == review.Request.Repository.Kind);
        var found = source is null
            ? []
            : await source.ListAsync(review.Request, folders.All, now - Familiarity.CommitWindow, cancellationToken);
        return new RecentWorkload(
            Workload.Of(open, since.Where(one => one.Request.RequestedAt >= now - Workload.Week), now),
            folders,
            [
                .. since.Select(ReviewedChange.Of).Concat(before.Changes)
                    .Where(one => one.Id != review.Id && one.RequestedAt >= now - Familiarity.ReviewWindow),
            ],
            found);
    }
}

/// <param name="Loads">By the directory's id.</param>
/// <param name="Reviewed">In the other reviews of late.</param>
/// <param name="Commits">Those in the folders.</param>
public sealed record RecentWorkload(
    IReadOnlyDictionary<string, Workload> Loads,
    ChangedFolders Folders,
    IReadOnlyList<ReviewedChange> Reviewed,
    IReadOnlyList<FolderCommit> Commits)
{
    public Workload LoadOf(Person person) => Loads.GetValueOrDefault(person.Id, Workload.None);

    public Familiarity FamiliarityOf(Person person) => Familiarity.Of(person, Folders, Reviewed, Commits);
}
