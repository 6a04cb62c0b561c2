using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Benchmarks.Reviewers;

/// <summary>How reviewers are chosen.</summary>
internal delegate Candidate Choice(DeploymentId deployment, IReadOnlyList<Candidate> candidates, DateTimeOffset now);

/// <summary>What a year did to the reviewers and to those who waited.</summary>
/// <param name="Reviews">Of each reviewer, fewest first.</param>
/// <param name="Waits">From the request to the decision, shortest first.</param>
/// <param name="OffHours">How many were asked outside of their working hours.</param>
/// <param name="ByCodeOwners">How many were asked of somebody who owns the changed files.</param>
/// <param name="Present">How many were asked of somebody who was available.</param>
/// <param name="ByFamiliar">How many were asked of somebody who had reviewed or committed in the area lately.</param>
internal sealed record YearResult(int[] Reviews, TimeSpan[] Waits, int OffHours, int ByCodeOwners, int Present, int ByFamiliar)
{
    /// <summary>0 where everybody has as many, near 1 where one has all.</summary>
    public double Gini
    {
        get
        {
            var weighted = Reviews.Select((count, index) => (index + 1.0) * count).Sum();
            return (2 * weighted / (Reviews.Length * Reviews.Sum(count => (double)count))) - ((Reviews.Length + 1.0) / Reviews.Length);
        }
    }

    public TimeSpan Wait(double percentile) => Waits[(int)((Waits.Length - 1) * percentile)];
}

/// <summary>
/// A year of reviews: requests come mostly in the working time of one of four sites, each changes one of twenty areas that a tenth of the
/// reviewers own and some have committed in, and who was asked decides in about three quarters of an hour of their own working time, half
/// an hour later where they were in a meeting and an hour later where they were away.
/// </summary>
/// <param name="seed">The same seed gives the same year, whoever is chosen.</param>
internal sealed class SimulatedYear(int reviewers, int reviews, int seed)
{
    private const int Areas = 20;
    private const double MeanMinutes = 45;
    private const double OutOfHoursShare = 0.15;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Sites = ["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Asia/Tokyo"];
    private static readonly DayOfWeek[] Workdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private readonly Person[] people = [.. Enumerable.Range(0, reviewers).Select(NewPerson)];

    public YearResult Run(Choice choose)
    {
        var random = new Random(seed);
        Dictionary<string, List<(DateTimeOffset Asked, DateTimeOffset Decided)>> asked =
            people.ToDictionary(person => person.Id, _ => new List<(DateTimeOffset, DateTimeOffset)>());
        var counts = people.ToDictionary(person => person.Id, _ => 0);
        List<TimeSpan> waits = [];
        Dictionary<(int Person, int Area), List<DateTimeOffset>> reviewed = [];
        var (offHours, byOwners, present, familiar, number) = (0, 0, 0, 0, 0);
        foreach (var at in Requests(random))
        {
            var area = random.Next(Areas);
            var minutes = -Math.Log(1 - random.NextDouble()) * MeanMinutes;
            Candidate[] candidates =
            [
                .. people.Select((person, index) => new Candidate(
                    person with { Presence = PresenceOf(person, index, at) }, LoadOf(asked[person.Id], at), Owns(index, area))
                {
                    Familiarity = FamiliarityOf(index, area, reviewed.GetValueOrDefault((index, area)), at),
                }),
            ];
            var chosen = choose(DeploymentId.Parse($"d{++number}"), candidates, at);
            var decided = WorkingTime.Add(chosen.Person.Hours!, at, TimeSpan.FromMinutes(minutes) + DelayOf(chosen.Person));
            var place = (Array.FindIndex(people, person => person.Id == chosen.Person.Id), area);
            reviewed.TryAdd(place, []);
            reviewed[place].Add(at);
            asked[chosen.Person.Id].Add((at, decided));
            counts[chosen.Person.Id]++;
            waits.Add(decided - at);
            offHours += WorkingTime.IsWorking(chosen.Person.Hours!, at) ? 0 : 1;
            byOwners += chosen.IsCodeOwner ? 1 : 0;
            present += chosen.Person.Presence is Presence.Available ? 1 : 0;
            familiar += chosen.Familiarity.Points > 0 ? 1 : 0;
        }

        return new YearResult([.. counts.Values.Order()], [.. waits.Order()], offHours, byOwners, present, familiar);
    }

    private List<DateTimeOffset> Requests(Random random)
    {
        List<DateTimeOffset> requests = [];
        while (requests.Count < reviews)
        {
            var at = Start.AddMinutes(random.Next(365 * 24 * 60));
            var author = people[random.Next(people.Length)];
            if (random.NextDouble() < OutOfHoursShare || WorkingTime.IsWorking(author.Hours!, at))
            {
                requests.Add(at);
            }
        }

        requests.Sort();
        return requests;
    }

    private static bool Owns(int person, int area) => person % Areas == area || person % Areas == (area + 1) % Areas;

    /// <summary>Of ten people at work six are available, two in meetings and two away, for an hour each.</summary>
    private Presence PresenceOf(Person person, int index, DateTimeOffset at) => !WorkingTime.IsWorking(person.Hours!, at)
        ? Presence.Offline
        : new Random(seed + (index * 10_007) + (int)(at - Start).TotalHours).Next(10) switch
        {
            < 6 => Presence.Available,
            < 8 => Presence.Busy,
            _ => Presence.Away,
        };

    private static TimeSpan DelayOf(Person person) => person.Presence switch
    {
        Presence.Busy => TimeSpan.FromMinutes(30),
        Presence.Away => TimeSpan.FromMinutes(60),
        _ => TimeSpan.Zero,
    };

    /// <summary>A fifth of the reviewers commit in an area, its owners among them.</summary>
    private static Familiarity FamiliarityOf(int person, int area, List<DateTimeOffset>? reviewed, DateTimeOffset now)
    {
        reviewed?.RemoveAll(at => now - at >= Familiarity.ReviewWindow);
        return new Familiarity(reviewed?.Count ?? 0, (person + area) % 5 == 0 || Owns(person, area) ? now.AddDays(-7) : null);
    }

    private static Workload LoadOf(List<(DateTimeOffset Asked, DateTimeOffset Decided)> asked, DateTimeOffset now)
    {
        asked.RemoveAll(one => now - one.Asked >= TimeSpan.FromDays(7) && one.Decided <= now);
        return new Workload(
            asked.Count(one => one.Decided > now),
            asked.Count(one => now - one.Asked < TimeSpan.FromDays(7)),
            asked.Count == 0 ? null : asked[^1].Asked);
    }

    private static Person NewPerson(int number) => new($"p{number}", $"Person {number}", Level.Senior, $"object-{number}")
    {
        Hours = new WorkingHours(Sites[number % Sites.Length], Workdays, new TimeOnly(9, 0), new TimeOnly(17, 0), []),
    };
}
