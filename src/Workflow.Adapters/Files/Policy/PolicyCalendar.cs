using Ical.Net;
using Ical.Net.DataTypes;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Files.Policy;

/// <summary>A calendar in iCalendar's format (RFC 5545). Recurring events and time zones count as they are written in it.</summary>
/// <param name="zone">Of whole days and of times that name no zone.</param>
internal sealed class PolicyCalendar(Calendar calendar, TimeZoneInfo zone)
{
    /// <summary>More events in a year are refused: something recurs each second.</summary>
    private const int MostInAYear = 10_000;

    private readonly Lock gate = new();

    /// <summary>The events that a year of UTC has a part of.</summary>
    /// <exception cref="InvalidOperationException">There are too many.</exception>
    public IReadOnlyList<Stretch> ListYear(int year)
    {
        var start = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return [.. List(start, start.AddYears(1)).Select(one => one.Stretch)];
    }

    /// <summary>The whole days that events take from one day up to another, each once.</summary>
    public IReadOnlyList<DateOnly> ListDays(DateOnly from, DateOnly to)
    {
        var (start, end) = (new DateTimeOffset(from, default, TimeSpan.Zero), new DateTimeOffset(to, default, TimeSpan.Zero));
        return
        [
            .. List(start.AddDays(-1), end.AddDays(1))
                .Where(one => !one.Period.StartTime.HasTime)
                .SelectMany(one => DaysOf(one.Period))
                .Where(day => day >= from && day < to)
                .Distinct()
                .Order(),
        ];
    }

    private static IEnumerable<DateOnly> DaysOf(Period period)
    {
        var last = period.EffectiveEndTime is { } end ? end.Date : period.StartTime.Date.AddDays(1);
        for (var day = period.StartTime.Date; day < last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private List<(Period Period, Stretch Stretch)> List(DateTimeOffset start, DateTimeOffset end)
    {
        // Events that began before reach into the time as well; the longest that count are a year long.
        var first = new CalDateTime(start.AddYears(-1).UtcDateTime);
        List<(Period, Stretch)> found = [];
        var seen = 0;
        lock (gate)
        {
            foreach (var occurrence in calendar.GetOccurrences(first))
            {
                var stretch = new Stretch(Start(occurrence.Period.StartTime), End(occurrence.Period));
                if (stretch.Start >= end.AddDays(1) || ++seen > 2 * MostInAYear)
                {
                    break;
                }

                if (stretch.Start < end && stretch.End > start)
                {
                    found.Add((occurrence.Period, stretch));
                }
            }
        }

        return seen > 2 * MostInAYear
            ? throw new InvalidOperationException($"more than {MostInAYear} events in a year")
            : found;
    }

    private DateTimeOffset Start(CalDateTime time) => IsLocal(time) ? ZonedTime.Start(time.Value, zone) : new DateTimeOffset(time.AsUtc);

    private DateTimeOffset End(Period period)
    {
        var end = period.EffectiveEndTime ?? period.StartTime.AddDays(period.StartTime.HasTime ? 0 : 1);
        return IsLocal(end) ? ZonedTime.End(end.Value, zone) : new DateTimeOffset(end.AsUtc);
    }

    private static bool IsLocal(CalDateTime time) => !time.HasTime || time.IsFloating;
}
