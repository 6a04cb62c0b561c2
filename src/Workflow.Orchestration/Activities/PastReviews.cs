using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>
/// What was decided in reviews that were requested more than a week ago, read again when it is a minute old. It tells who knows a place,
/// and never how much somebody has to do: that has to be right at once.
/// </summary>
public sealed class PastReviews(IReviewStore reviews) : IDisposable
{
    /// <summary>So many reviews are read at most, the newest.</summary>
    private const int Most = 1_000;

    private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim gate = new(1, 1);
    private PastChanges? known;

    /// <summary>Those from <see cref="Familiarity.ReviewWindow"/> before now until a week before now, or up to a minute earlier.</summary>
    public async Task<PastChanges> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var end = now - Workload.Week;
            return known is { } last && last.End <= end && end - last.End < Age
                ? last
                : known = await ReadAsync(now - Familiarity.ReviewWindow, end, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<PastChanges> ReadAsync(DateTimeOffset from, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var changes = reviews.ListRequestedAsync(from, end, cancellationToken).Take(Most).Select(ReviewedChange.Of);
        return new PastChanges(
            end, await changes.Where(change => change is { DeciderIds.Count: > 0, Folders.Count: > 0 }).ToListAsync(cancellationToken));
    }
}

/// <param name="End">All were requested before this moment.</param>
/// <param name="Changes">Those that tell who knows a place.</param>
public sealed record PastChanges(DateTimeOffset End, IReadOnlyList<ReviewedChange> Changes);
