namespace Workflow.Core.Reviews;

/// <summary>A time in which somebody reviews nothing.</summary>
/// <param name="Until">The first moment at which they are back.</param>
public sealed record Absence(DateTimeOffset From, DateTimeOffset Until);

/// <summary>What a policy grants those who review. Both limit only who is asked: who was asked may always decide.</summary>
/// <param name="MaxOpen">How many reviews that wait for them somebody may have and still be asked for another; null for any number.</param>
/// <param name="Rest">How long somebody is left alone after they were asked; null for not at all.</param>
public sealed record ReviewerLimits(int? MaxOpen, TimeSpan? Rest);

/// <summary>How much reviewing falls to a person at a moment.</summary>
/// <param name="Open">Reviews that wait for a decision of theirs.</param>
/// <param name="ThisWeek">Reviews for which they were asked within seven days.</param>
/// <param name="LastAsked">Null where that was not within seven days.</param>
public sealed record Workload(int Open, int ThisWeek, DateTimeOffset? LastAsked)
{
    public static Workload None { get; } = new(0, 0, null);

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Of everybody who was asked for any of these reviews, by the directory's id; a review may be in both.</summary>
    /// <param name="open">All that have not ended.</param>
    /// <param name="recent">Those requested within the last seven days.</param>
    public static IReadOnlyDictionary<string, Workload> Of(IEnumerable<Review> open, IEnumerable<Review> recent, DateTimeOffset now)
    {
        Dictionary<string, Workload> loads = new(StringComparer.Ordinal);
        foreach (var review in open.Concat(recent).DistinctBy(review => review.Id))
        {
            foreach (var asked in review.Asked)
            {
                var load = loads.GetValueOrDefault(asked.Person.Id, None);
                var isOpen = review.State is ReviewState.Waiting && !review.Decisions.Any(one => one.ReviewerId == asked.Person.Id);
                var isRecent = now - asked.AskedAt < Week;
                loads[asked.Person.Id] = new Workload(
                    load.Open + (isOpen ? 1 : 0),
                    load.ThisWeek + (isRecent ? 1 : 0),
                    isRecent && !(load.LastAsked > asked.AskedAt) ? asked.AskedAt : load.LastAsked);
            }
        }

        return loads;
    }
}

/// <summary>Why somebody who may review is not asked at a moment.</summary>
public static class Availability
{
    /// <returns>A sentence's end, such as "Grace is away until ..."; null where the person can be asked.</returns>
    public static string? FindDefect(Person person, Workload load, ReviewerLimits? limits, DateTimeOffset now) =>
        person.AbsenceAt(now) is { } absence ? $"{person.Name} is away until {Words.Of(absence.Until)}"
        : load.Open >= limits?.MaxOpen
            ? $"{person.Name} has {load.Open} reviews to decide already; the policy lets nobody have more than {limits.MaxOpen}"
        : load.LastAsked + limits?.Rest is { } free && free > now
            ? $"{person.Name} was asked at {Words.Of(load.LastAsked!.Value)} and is left alone until {Words.Of(free)}"
        : null;
}
