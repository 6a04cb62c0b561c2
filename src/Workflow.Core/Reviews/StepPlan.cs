namespace Workflow.Core.Reviews;

/// <summary>When a step of the ladder reminds and ends.</summary>
/// <param name="Interval">Wall-clock time between reminders; null for none, or where <paramref name="Reminders"/> says the moments.</param>
/// <param name="Reminders">The moments of the reminders, in order, where they count in working time.</param>
public sealed record StepPlan(
    DateTimeOffset Begun, DateTimeOffset Deadline, TimeSpan? Interval = null, IReadOnlyList<DateTimeOffset>? Reminders = null)
{
    /// <summary>The most reminders of a step that counts in working time.</summary>
    public const int MaxReminders = 200;

    /// <summary>Plans a step that counts in wall-clock time.</summary>
    public static StepPlan InWallClock(EscalationStep step, DateTimeOffset begun) =>
        new(begun, begun + step.Timeout, step.ReminderInterval);

    /// <summary>Plans a step in the time that it counts in.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the time zone of its hours.</exception>
    public static StepPlan Of(EscalationStep step, DateTimeOffset begun)
    {
        if (step.Hours is not { } hours)
        {
            return InWallClock(step, begun);
        }

        List<DateTimeOffset> reminders = [];
        for (var passed = step.ReminderInterval; passed < step.Timeout && reminders.Count < MaxReminders; passed += step.ReminderInterval)
        {
            reminders.Add(WorkingTime.Add(hours, begun, passed.Value));
        }

        var deadline = DeadlineOf(step, begun);
        return new StepPlan(begun, deadline, null, [.. reminders.Where(moment => moment < deadline)]);
    }

    /// <summary>When a step ends at the latest, whoever is asked.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the time zone of its hours.</exception>
    public static DateTimeOffset LatestEndOf(EscalationStep step, DateTimeOffset begun) =>
        step.InReviewersHours ? begun + step.LongestInReviewersHours : DeadlineOf(step, begun);

    /// <summary>When a step ends.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the time zone of its hours.</exception>
    public static DateTimeOffset DeadlineOf(EscalationStep step, DateTimeOffset begun)
    {
        var end = step.Hours is { } hours ? WorkingTime.Add(hours, begun, step.Timeout) : begun + step.Timeout;
        var latest = begun + step.LongestInReviewersHours;
        return step.InReviewersHours && end > latest ? latest : end;
    }

    /// <summary>
    /// The reminder after a moment, from 1 on, and its time: at or after the deadline where there is none. Those missed while the gate
    /// was down are not made up for.
    /// </summary>
    public (int Number, DateTimeOffset At) NextReminder(DateTimeOffset now)
    {
        if (Reminders is not null)
        {
            var passed = Reminders.Count(moment => moment <= now);
            return (passed + 1, passed < Reminders.Count ? Reminders[passed] : Deadline);
        }

        var interval = Interval ?? Deadline - Begun;
        var number = (int)((now - Begun) / interval) + 1;
        return (number, Begun + interval * number);
    }
}
