using System.Globalization;

namespace Workflow.Core.Policy;

/// <summary>A stretch of each of some days of the week, such as Friday from 16:00 to 24:00.</summary>
/// <param name="Days">On which it begins. At least one.</param>
/// <param name="From">Its start on each of the days, from midnight on.</param>
/// <param name="To">Its end, at most 24 h. Where it is before <paramref name="From"/>, the stretch ends on the next day.</param>
public sealed record WeeklyWindow(IReadOnlyList<DayOfWeek> Days, TimeSpan From, TimeSpan To, TimeZoneInfo Zone) : TimeWindow
{
    /// <summary>Stretches that follow one another without a gap are one; those without an end are told to end after this many.</summary>
    private const int MostStretches = 14;

    public override DateTimeOffset? FindEnd(DateTimeOffset at)
    {
        var end = FindStretchEnd(at);
        for (var more = 1; end is { } known && more < MostStretches && FindStretchEnd(known) is { } further; more++)
        {
            end = further;
        }

        return end;
    }

    public override string Describe()
    {
        var days = string.Join(", ", Days.Select(day => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedDayName(day)));
        return $"{days} from {Clock(From)} to {Clock(To)}{(To < From ? " on the next day" : "")}, {Zone.Id}";
    }

    private static string Clock(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}");

    private DateTimeOffset? FindStretchEnd(DateTimeOffset at)
    {
        var today = TimeZoneInfo.ConvertTime(at, Zone).Date;
        return FindStretchEnd(today, at) ?? FindStretchEnd(today.AddDays(-1), at);
    }

    /// <summary>The end of the stretch that begins on a day, if a moment is in it.</summary>
    private DateTimeOffset? FindStretchEnd(DateTime day, DateTimeOffset at)
    {
        if (!IsOn(day.DayOfWeek) || at < ZonedTime.Start(day + From, Zone))
        {
            return null;
        }

        var end = ZonedTime.End(day.AddDays(To < From ? 1 : 0) + To, Zone);
        return at < end ? end : null;
    }

    private bool IsOn(DayOfWeek day)
    {
        for (var index = 0; index < Days.Count; index++)
        {
            if (Days[index] == day)
            {
                return true;
            }
        }

        return false;
    }
}
