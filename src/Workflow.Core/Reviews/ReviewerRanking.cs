using System.Security.Cryptography;
using System.Text;
using Workflow.Core.Deployments;

namespace Workflow.Core.Reviews;

/// <summary>Somebody who may be asked, with what tells how well it suits.</summary>
/// <param name="IsCodeOwner">Whether the person owns changed files.</param>
/// <param name="IsInLine">Whether the person is in the line of management of somebody who wrote the change.</param>
public sealed record Candidate(Person Person, Workload Load, bool IsCodeOwner = false, bool IsInLine = false)
{
    /// <summary>What the person did lately where the change is made.</summary>
    public Familiarity Familiarity { get; init; } = Familiarity.None;

    /// <summary>Why the policy spares the person; null where it does not.</summary>
    public string? Strain { get; init; }
}

/// <summary>
/// Orders those who may be asked: who works now, is there, knows the code, has few reviews and is not the authors' own line comes first.
/// Those who suit alike come in an order that is stable for a deployment and even across deployments, so that no one is always asked first.
/// </summary>
public static class ReviewerRanking
{
    // What each costs a candidate of those whose hours are alike; the least sum is asked first. Owning the code outweighs three reviews of
    // a week, and so does knowing the place as well as can be.
    private const int NotCodeOwner = 3;
    private const int InLine = 3;
    private const int OpenReview = 2;
    private const int ReviewThisWeek = 1;

    public static IEnumerable<Candidate> Rank(DeploymentId deployment, IEnumerable<Candidate> candidates, DateTimeOffset now) =>
        candidates
            .Select(candidate => (
                Candidate: candidate,
                Hours: HoursOf(candidate.Person, now),
                Presence: PresenceOf(candidate.Person),
                Cost: CostOf(candidate),
                Order: Order(deployment, candidate.Person)))
            .OrderBy(entry => entry.Hours)
            .ThenBy(entry => entry.Presence)
            .ThenBy(entry => entry.Cost)
            .ThenBy(entry => entry.Order, StringComparer.Ordinal)
            .Select(entry => entry.Candidate);

    /// <summary>What speaks for and against a candidate, for cards and the audit.</summary>
    public static IReadOnlyList<AskFact> Explain(Candidate candidate, DateTimeOffset now)
    {
        List<AskFact> facts = [];
        if (candidate.Person.Hours is { } hours)
        {
            facts.Add(new AskFact(
                WorkingTime.IsWorking(hours, now) ? AskFactKind.WorksNow : AskFactKind.DoesNotWorkNow,
                $"{WorkingTime.LocalTime(hours, now):HH:mm} in {hours.TimeZone}"));
        }

        if (Describe(candidate.Person.Presence) is { } presence)
        {
            facts.Add(new AskFact(presence));
        }

        if (candidate.IsCodeOwner)
        {
            facts.Add(new AskFact(AskFactKind.OwnsFiles));
        }

        facts.AddRange(candidate.Familiarity.Explain(now));

        if (candidate.IsInLine)
        {
            facts.Add(new AskFact(AskFactKind.IsInLine));
        }

        facts.Add(candidate.Load.ThisWeek == 0
            ? new AskFact(AskFactKind.NotAskedThisWeek)
            : new AskFact(AskFactKind.AskedThisWeek, Number: candidate.Load.ThisWeek));
        if (candidate.Load.Open > 0)
        {
            facts.Add(new AskFact(AskFactKind.OpenReviews, Number: candidate.Load.Open));
        }

        return facts;
    }

    /// <summary>0 for who works now, 2 for who does not, 1 where it is not known.</summary>
    private static int HoursOf(Person person, DateTimeOffset now) =>
        person.Hours is not { } hours ? 1 : WorkingTime.IsWorking(hours, now) ? 0 : 2;

    /// <summary>
    /// 0 for who is there, 2 for who is not or wants to be left alone, 1 for who is in a meeting or where it is not known.
    /// </summary>
    private static int PresenceOf(Person person) => person.Presence switch
    {
        Presence.Available => 0,
        Presence.Busy or Presence.Unknown => 1,
        _ => 2,
    };

    private static AskFactKind? Describe(Presence presence) => presence switch
    {
        Presence.Available => AskFactKind.IsAvailable,
        Presence.Busy => AskFactKind.IsBusy,
        Presence.Away => AskFactKind.IsAway,
        Presence.DoNotDisturb => AskFactKind.WantsNoDisturbance,
        Presence.Offline => AskFactKind.IsOffline,
        _ => null,
    };

    private static int CostOf(Candidate candidate) =>
        (candidate.IsCodeOwner ? 0 : NotCodeOwner)
        + (candidate.IsInLine ? InLine : 0)
        + (Familiarity.MostPoints - candidate.Familiarity.Points)
        + (candidate.Load.Open * OpenReview)
        + (candidate.Load.ThisWeek * ReviewThisWeek);

    private static string Order(DeploymentId deployment, Person person) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{deployment}|{person.Id}")));
}
