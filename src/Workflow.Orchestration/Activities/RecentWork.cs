using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>What reviewers did lately: how much they were asked, and what they know of the places that a change is made in.</summary>
public sealed class RecentWork(IReviewStore reviews, IEnumerable<IRecentCommits> commits)
{
    /// <summary>So many reviews of before the last week are read at most, the newest.</summary>
    private const int MostReviews = 1_000;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly IReadOnlyList<IRecentCommits> commits = [.. commits];

    /// <summary>What lies before a moment.</summary>
    public async Task<RecentWorkload> MeasureAsync(Review review, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = await reviews.ListOpenAsync(cancellationToken).ToListAsync(cancellationToken);
        List<Review> week = [];
        List<Review> before = [];
        await foreach (var one in reviews.ListRequestedAsync(now - Familiarity.ReviewWindow, now, cancellationToken))
        {
            if (before.Count >= MostReviews)
            {
                break;
            }

            (one.Request.RequestedAt >= now - Week ? week : before).Add(one);
        }

        var folders = ChangedFolders.Of(review.Assessment?.Changes);
        var source = folders.All.Count == 0 ? null : commits.FirstOrDefault(one => one.Kind == review.Request.Repository.Kind);
        var found = source is null
            ? []
            : await source.ListAsync(review.Request, folders.All, now - Familiarity.CommitWindow, cancellationToken);
        Review[] others = [.. week.Concat(before).Where(one => one.Id != review.Id)];
        return new RecentWorkload(Workload.Of(open, week, now), folders, others, found);
    }
}

/// <param name="Loads">By the directory's id.</param>
/// <param name="Reviews">The others of late.</param>
/// <param name="Commits">Those in the folders.</param>
public sealed record RecentWorkload(
    IReadOnlyDictionary<string, Workload> Loads,
    ChangedFolders Folders,
    IReadOnlyList<Review> Reviews,
    IReadOnlyList<FolderCommit> Commits)
{
    public Workload LoadOf(Person person) => Loads.GetValueOrDefault(person.Id, Workload.None);

    public Familiarity FamiliarityOf(Person person) => Familiarity.Of(person, Folders, Reviews, Commits);
}
