using System.Globalization;

namespace Workflow.Core.Reviews;

/// <summary>What speaks for or against asking somebody, or how they came to be asked.</summary>
public enum AskFactKind
{
    /// <summary>The person's level.</summary>
    OfLevel,

    /// <summary>The level and the role that a step asks for, which <see cref="AskFact.Detail"/> names.</summary>
    OfLevelWithRole,

    /// <summary>A role that is missing, which <see cref="AskFact.Detail"/> names.</summary>
    HoldsRole,

    /// <summary>A team that is missing, which <see cref="AskFact.Detail"/> names.</summary>
    OfTeam,

    /// <summary>The first of the teams that are missing, which <see cref="AskFact.Detail"/> names.</summary>
    OfAnyTeam,

    /// <summary>A team that has not approved yet, which <see cref="AskFact.Detail"/> names.</summary>
    OfAnotherTeam,

    OwnsFiles,
    TookNoPart,

    /// <summary><see cref="AskFact.Detail"/> is the local time and its zone.</summary>
    WorksNow,

    /// <summary><see cref="AskFact.Detail"/> is the local time and its zone.</summary>
    DoesNotWorkNow,

    IsAvailable,
    IsBusy,
    IsAway,
    WantsNoDisturbance,
    IsOffline,

    /// <summary>So many reviews of changes in the same folders within <see cref="Familiarity.ReviewWindow"/>.</summary>
    ReviewedHere,

    /// <summary>The last commit in the same folders was so many days ago.</summary>
    CommittedHere,

    IsInLine,
    NotAskedThisWeek,

    /// <summary>So many times.</summary>
    AskedThisWeek,

    /// <summary>So many other reviews wait for the person.</summary>
    OpenReviews,

    /// <summary>Whom the policy spares, and nobody else is left.</summary>
    LastResort,

    /// <summary>So many people could have been asked.</summary>
    Choice,

    /// <summary><see cref="AskFact.Detail"/> is who was asked first.</summary>
    HandedOver,

    /// <summary><see cref="AskFact.Detail"/> is the step whose post offered the review.</summary>
    TookFromPost,

    /// <summary><see cref="AskFact.Detail"/> is the role to which the step mails.</summary>
    Mailed,
}

/// <summary>One reason why somebody is asked, kept apart from its words so that each reader gets them in their language.</summary>
/// <param name="Detail">What the kind says it is; null for nothing.</param>
/// <param name="Number">What the kind counts, else 0.</param>
public sealed record AskFact(AskFactKind Kind, string? Detail = null, int Number = 0)
{
    /// <summary>Of the person, where the kind is about it.</summary>
    public Level? Level { get; init; }

    /// <summary>A clause such as <c>is available</c>, whose subject is the person.</summary>
    public override string ToString() => Kind switch
    {
        AskFactKind.OfLevel => Words.Of(Level!.Value),
        AskFactKind.OfLevelWithRole => $"{Words.Of(Level!.Value)} with the role '{Detail}'",
        AskFactKind.HoldsRole => $"holds the role '{Detail}'",
        AskFactKind.OfTeam => $"is of the team '{Detail}'",
        AskFactKind.OfAnyTeam => $"is of a team, '{Detail}'",
        AskFactKind.OfAnotherTeam => $"is of another team, '{Detail}'",
        AskFactKind.OwnsFiles => "owns changed files",
        AskFactKind.TookNoPart => "took no part in the change",
        AskFactKind.WorksNow => $"works now ({Detail})",
        AskFactKind.DoesNotWorkNow => $"does not work now ({Detail})",
        AskFactKind.IsAvailable => "is available",
        AskFactKind.IsBusy => "is busy",
        AskFactKind.IsAway => "is away from their desk",
        AskFactKind.WantsNoDisturbance => "does not want to be disturbed",
        AskFactKind.IsOffline => "is offline",
        AskFactKind.ReviewedHere => $"reviewed here {Times(Number)} within {Familiarity.ReviewWindow.Days} days",
        AskFactKind.CommittedHere => Number switch
        {
            < 1 => "committed here within a day",
            1 => "committed here a day ago",
            var days => string.Create(CultureInfo.InvariantCulture, $"committed here {days} days ago"),
        },
        AskFactKind.IsInLine => "is in the authors' line of management",
        AskFactKind.NotAskedThisWeek => "was not asked this week",
        AskFactKind.AskedThisWeek => $"was asked {Times(Number)} this week",
        AskFactKind.OpenReviews when Number == 1 => "one other review waits for them",
        AskFactKind.OpenReviews => string.Create(CultureInfo.InvariantCulture, $"{Number} other reviews wait for them"),
        AskFactKind.LastResort => "asked because nobody else is left",
        AskFactKind.Choice => string.Create(CultureInfo.InvariantCulture, $"{Number} could be asked"),
        AskFactKind.HandedOver => $"{Detail}, who was asked first, handed the review over",
        AskFactKind.TookFromPost => $"took the review on from the post of step '{Detail}'",
        _ => $"asked by mail as {Detail}",
    };

    /// <summary>All that is said of one person, and of the choice that there was.</summary>
    /// <param name="say">Says one fact.</param>
    public static string Join(IReadOnlyList<AskFact> facts, Func<AskFact, string> say) => string.Join(
        "; ",
        facts.GroupBy(fact => fact.Kind is AskFactKind.Choice, say).Select(group => string.Join(", ", group)));

    private static string Times(int number) => number switch
    {
        1 => "once",
        _ => string.Create(CultureInfo.InvariantCulture, $"{number} times"),
    };
}
