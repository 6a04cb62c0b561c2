namespace Workflow.Core.Reviews;

/// <summary>A time in which somebody reviews nothing.</summary>
/// <param name="Until">The first moment at which they are back; <see cref="DateTimeOffset.MaxValue"/> until further notice.</param>
public sealed record Absence(DateTimeOffset From, DateTimeOffset Until);

/// <summary>
/// Whom a policy spares: they are asked only where nobody else is left, so that no deployment fails for it. Who was asked may always decide.
/// </summary>
/// <param name="MaxOpen">Who has so many reviews that wait for them; null for nobody.</param>
/// <param name="Rest">Who was asked within this time; null for nobody.</param>
public sealed record ReviewerLimits(int? MaxOpen, TimeSpan? Rest);

/// <summary>How much reviewing falls to a person at a moment.</summary>
/// <param name="Open">Reviews that wait for a decision of theirs.</param>
/// <param name="ThisWeek">
/// Reviews for which they were asked within seven days, of those that are open or were requested within them.
/// </param>
/// <param name="LastAsked">Null where that was not within seven days.</param>
public sealed record Workload(int Open, int ThisWeek, DateTimeOffset? LastAsked)
{
    /// <summary>For how long what somebody was asked counts as their load.</summary>
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static Workload None { get; } = new(0, 0, null);

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
                var isOpen = review.State is ReviewState.Waiting
                    && asked.CanDecide
                    && !review.Decisions.Any(one => one.ReviewerId == asked.Person.Id);
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

/// <summary>Why somebody who may review should not be asked at a moment.</summary>
public static class Availability
{
    /// <returns>Such as "Grace is away until ..."; null where the person is there.</returns>
    public static string? FindAbsence(Person person, DateTimeOffset now) =>
        person.AbsenceAt(now) is not { } absence ? null
        : absence.Until == DateTimeOffset.MaxValue ? $"{person.Name} is away until further notice"
        : $"{person.Name} is away until {Words.Of(absence.Until)}";

    /// <returns>Why a person is to be spared, such as "Grace has 5 reviews to decide already"; null where nothing speaks for it.</returns>
    public static string? FindStrain(Person person, Workload load, ReviewerLimits? limits, DateTimeOffset now) =>
        load.Open >= limits?.MaxOpen ? $"{person.Name} has {Count(load.Open)} to decide already"
        : load.LastAsked + limits?.Rest is { } free && free > now
            ? $"{person.Name} was asked at {Words.Of(load.LastAsked!.Value)} and is to rest until {Words.Of(free)}"
        : null;

    private static string Count(int reviews) => reviews == 1 ? "1 review" : $"{reviews} reviews";
}
