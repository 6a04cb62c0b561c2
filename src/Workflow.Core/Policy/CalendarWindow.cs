using System.Collections.Concurrent;

namespace Workflow.Core.Policy;

/// <summary>The events of a calendar.</summary>
/// <param name="Name">Of the calendar, in its policy.</param>
/// <param name="ListYear">
/// The events that a year of UTC has a part of, whole. Each year is asked for once; recurring events have no last year.
/// </param>
public sealed record CalendarWindow(string Name, Func<int, IEnumerable<Stretch>> ListYear) : TimeWindow
{
    private readonly ConcurrentDictionary<int, Stretch[]> years = new();

    public override DateTimeOffset? FindEnd(DateTimeOffset at)
    {
        var year = at.UtcDateTime.Year;
        if (!years.TryGetValue(year, out var stretches))
        {
            stretches = years[year] = [.. ListYear(year).OrderBy(stretch => stretch.Start)];
        }

        // Events that overlap or follow one another without a gap are one stretch.
        DateTimeOffset? end = null;
        for (var index = 0; index < stretches.Length && stretches[index].Start <= (end ?? at); index++)
        {
            end = stretches[index].End > (end ?? at) ? stretches[index].End : end;
        }

        return end;
    }

    public override string Describe() => $"in calendar {Name}";
}

/// <summary>A stretch of time, without its end.</summary>
public readonly record struct Stretch(DateTimeOffset Start, DateTimeOffset End);
