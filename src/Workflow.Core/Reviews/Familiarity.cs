using Workflow.Core.Deployments;

namespace Workflow.Core.Reviews;

/// <summary>A commit in folders that were asked for.</summary>
public sealed record FolderCommit(ActorIdentity Author, DateTimeOffset At);

/// <summary>What somebody did lately in the folders that a change is made in.</summary>
/// <param name="Reviews">Reviews of changes there in which they decided, of those requested within <see cref="ReviewWindow"/>.</param>
/// <param name="LastCommit">Null where they committed nothing there within <see cref="CommitWindow"/>.</param>
public sealed record Familiarity(int Reviews, DateTimeOffset? LastCommit)
{
    /// <summary>What nobody can have more <see cref="Points"/> than.</summary>
    public const int MostPoints = CountedReviews + PointsOfCommit;

    public static readonly TimeSpan ReviewWindow = TimeSpan.FromDays(30);

    public static readonly TimeSpan CommitWindow = TimeSpan.FromDays(90);

    /// <summary>So few count that knowing the place does not become a duty to review it.</summary>
    private const int CountedReviews = 2;

    private const int PointsOfCommit = 1;

    public static Familiarity None { get; } = new(0, null);

    /// <summary>0 to <see cref="MostPoints"/>.</summary>
    public int Points => Math.Min(Reviews, CountedReviews) + (LastCommit is null ? 0 : PointsOfCommit);

    /// <summary>What a person did in the folders, as far as it is known.</summary>
    /// <param name="recent">Of other reviews, requested within <see cref="ReviewWindow"/>.</param>
    /// <param name="commits">Of the folders, within <see cref="CommitWindow"/>.</param>
    public static Familiarity Of(
        Person person, ChangedFolders folders, IEnumerable<ReviewedChange> recent, IEnumerable<FolderCommit> commits)
    {
        var keys = person.Keys().ToHashSet(StringComparer.Ordinal);
        return new Familiarity(
            recent.Count(change => change.DeciderIds.Contains(person.Id) && folders.Meet(change)),
            commits.Where(commit => commit.Author.Keys().Any(keys.Contains)).Max(commit => (DateTimeOffset?)commit.At));
    }

    /// <summary>Such as "reviewed here 2 times within 30 days" and "committed here 14 days ago".</summary>
    public IEnumerable<AskFact> Explain(DateTimeOffset now)
    {
        if (Reviews > 0)
        {
            yield return new AskFact(AskFactKind.ReviewedHere, Number: Reviews);
        }

        if (LastCommit is { } last)
        {
            yield return new AskFact(AskFactKind.CommittedHere, Number: Math.Max((now - last).Days, 0));
        }
    }
}
