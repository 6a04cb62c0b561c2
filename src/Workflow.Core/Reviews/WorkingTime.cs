namespace Workflow.Core.Reviews;

/// <summary>Counts in working time: only moments whose local time is within the hours, on a day of work, pass.</summary>
public static class WorkingTime
{
    /// <summary>How far ahead is looked, in days. Hours that hold no working time within it end there.</summary>
    private const int MaxDays = 3660;

    /// <summary>When a duration of working time has passed. Nothing passes at once; the last moment of a day counts to that day.</summary>
    /// <param name="from">Need not be within the hours: the count begins with the next moment that is.</param>
    /// <param name="duration">0 or more.</param>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the time zone.</exception>
    public static DateTimeOffset Add(WorkingHours hours, DateTimeOffset from, TimeSpan duration)
    {
        if (duration <= TimeSpan.Zero)
        {
            return from;
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(hours.TimeZone);
        var holidays = hours.Holidays.ToHashSet();
        var left = duration;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime);
        for (var count = 0; count < MaxDays; count++, day = day.AddDays(1))
        {
            if (!hours.Days.Contains(day.DayOfWeek) || holidays.Contains(day))
            {
                continue;
            }

            var (opens, closes) = WindowOn(day, hours, zone);
            var begins = opens > from ? opens : from;
            var available = closes - begins;
            if (available >= left)
            {
                return begins + left;
            }

            left -= available > TimeSpan.Zero ? available : TimeSpan.Zero;
        }

        return from.AddDays(MaxDays);
    }

    /// <summary>Whether a moment is within the hours.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the time zone.</exception>
    public static bool IsWorking(WorkingHours hours, DateTimeOffset at)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(hours.TimeZone);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        var (opens, closes) = WindowOn(day, hours, zone);
        return hours.Days.Contains(day.DayOfWeek) && !hours.Holidays.Contains(day) && at >= opens && at < closes;
    }

    /// <summary>A moment as the clock shows it in the hours' time zone.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the time zone.</exception>
    public static DateTimeOffset LocalTime(WorkingHours hours, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(hours.TimeZone));

    /// <summary>
    /// The working time of a day. A local time that a clock shows twice opens with the second and closes with the first showing; one
    /// that it skips stands for the moment at which it is set forward. So no part of a window is outside the hours.
    /// </summary>
    private static (DateTimeOffset Opens, DateTimeOffset Closes) WindowOn(DateOnly day, WorkingHours hours, TimeZoneInfo zone) =>
        (ToInstant(day.ToDateTime(hours.From), zone, second: true), ToInstant(day.ToDateTime(hours.To), zone, second: false));

    private static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone, bool second)
    {
        if (zone.IsInvalidTime(local))
        {
            // Clocks are set at whole minutes.
            var minute = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
            while (zone.IsInvalidTime(minute))
            {
                minute = minute.AddMinutes(-1);
            }

            return new DateTimeOffset(minute, zone.GetUtcOffset(minute)).AddMinutes(1).ToUniversalTime();
        }

        var offset = zone.IsAmbiguousTime(local)
            ? second ? zone.GetAmbiguousTimeOffsets(local).Min() : zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
