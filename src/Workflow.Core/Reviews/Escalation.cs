using System.Text.Json.Serialization;

namespace Workflow.Core.Reviews;

/// <summary>One step of an escalation ladder: who is asked, and how long the step waits for a decision.</summary>
/// <param name="Name">Unique in its ladder; shown in the timeline.</param>
/// <param name="MinimumLevel">The level to ask for; never below what the rule requires.</param>
/// <param name="Role">The role to ask for; null for anyone of the level.</param>
/// <param name="Timeout">
/// Wait before the next step: in wall-clock time, or in working time where <see cref="Hours"/> say when people work. More than zero,
/// 30 days at most.
/// </param>
/// <param name="ReminderInterval">Time between reminders to everyone who was asked and has not decided; null for none.</param>
/// <param name="EmailRoles">
/// Roles whose members get the escalation e-mail when the step begins; <c>manager</c> stands for the managers of those asked so far,
/// and of those who made the change where nobody could be.
/// </param>
public sealed record EscalationStep(
    string Name,
    Level MinimumLevel,
    TimeSpan Timeout,
    string? Role = null,
    TimeSpan? ReminderInterval = null,
    IReadOnlyList<string>? EmailRoles = null)
{
    /// <summary>Of a week in which no clock is set anywhere.</summary>
    private static readonly DateTimeOffset AnyMonday = new(2026, 1, 12, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The working hours in which the wait and the reminders count; null for wall-clock time.</summary>
    public WorkingHours? Hours { get; init; }

    /// <summary>
    /// Whether the wait counts in the working time of the first person whom the step asks: where the directory does not know that time, in
    /// <see cref="Hours"/> or by the clock. Such a step waits no longer than <see cref="LongestInReviewersHours"/>.
    /// </summary>
    public bool InReviewersHours { get; init; }

    /// <summary>Whether the step asks people one by one.</summary>
    [JsonIgnore]
    public bool AsksInPerson => Channel is StepChannel.Card or StepChannel.CardAndMail;

    /// <summary>How many people the step asks at once at least: 1 to <see cref="MostPeople"/>.</summary>
    public int People { get; init; } = 1;

    /// <summary>The most people that a step asks at once for the asking's own sake.</summary>
    public const int MostPeople = 10;

    /// <summary>
    /// What a step in a reviewer's working time takes by the clock at most: enough for eight hours on five days a week, whenever it begins.
    /// </summary>
    public TimeSpan LongestInReviewersHours => (5 * Timeout) + TimeSpan.FromDays(4);

    /// <summary>How those who are asked hear of it.</summary>
    public StepChannel Channel { get; init; }

    /// <summary>
    /// How long a ladder waits by the clock at most: where it counts in working time, from the worst half hour of a week on, without holidays.
    /// </summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the time zone of a step's hours.</exception>
    public static TimeSpan LongestOf(IReadOnlyList<EscalationStep> ladder)
    {
        if (ladder.All(step => step.Hours is null && !step.InReviewersHours))
        {
            return TimeSpan.FromTicks(ladder.Sum(step => step.Timeout.Ticks));
        }

        EscalationStep[] steps = [.. ladder.Select(step => step with { Hours = step.Hours is { } hours ? hours with { Holidays = [] } : null })];
        return Enumerable.Range(0, 7 * 48)
            .Select(halfHour => AnyMonday.AddMinutes(30 * halfHour))
            .Max(begins => steps.Aggregate(begins, (at, step) => StepPlan.LatestEndOf(step, at)) - begins);
    }

    /// <summary>The steps of a ladder that come after one of them; none where the ladder has none of this name.</summary>
    public static IEnumerable<EscalationStep> After(IReadOnlyList<EscalationStep> ladder, string? name) =>
        ladder.SkipWhile(step => step.Name != name).Skip(1);

    /// <summary>
    /// The step as it counts for a person, in their working time where the directory knows it. Holidays of the policy hold too.
    /// </summary>
    public EscalationStep InHoursOf(Person person) => person.Hours is { } own
        ? this with { Hours = own with { Holidays = [.. own.Holidays.Union(Hours?.Holidays ?? [])] } }
        : this;

    /// <summary>The ladder with no step that asks below a level.</summary>
    public static IReadOnlyList<EscalationStep> Raise(IReadOnlyList<EscalationStep> ladder, Level minimum) =>
        ladder.All(step => step.MinimumLevel >= minimum)
            ? ladder
            : [.. ladder.Select(step => step.MinimumLevel < minimum ? step with { MinimumLevel = minimum } : step)];
}

/// <summary>How a step reaches people.</summary>
public enum StepChannel
{
    /// <summary>By an approval card.</summary>
    Card,

    /// <summary>By an approval card, and a mail that says that it waits.</summary>
    CardAndMail,

    /// <summary>Asks nobody: only the step's mails are sent.</summary>
    Mail,

    /// <summary>Asks nobody in person: a post in a channel says that the review waits, and whoever may do it can take it.</summary>
    Post,
}

/// <summary>When people work: what waits in working time count.</summary>
/// <param name="TimeZone">An IANA name such as <c>Europe/Berlin</c>.</param>
/// <param name="Days">The days of the week on which people work.</param>
/// <param name="From">When work begins, on each of the days.</param>
/// <param name="To">When it ends: later than <paramref name="From"/>.</param>
/// <param name="Holidays">Days without work.</param>
public sealed record WorkingHours(
    string TimeZone, IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To, IReadOnlyList<DateOnly> Holidays);
