using System.Globalization;

namespace Workflow.Core.Reports;

/// <summary>A week by ISO 8601, in UTC: Monday 00:00 to the next Monday 00:00.</summary>
/// <param name="Year">The ISO week-numbering year, which at its edges is not the calendar's.</param>
/// <param name="Number">1 to 53.</param>
public readonly record struct IsoWeek(int Year, int Number)
{
    /// <summary>The first moment of the week.</summary>
    public DateTimeOffset Begin => new(ISOWeek.ToDateTime(Year, Number, DayOfWeek.Monday), TimeSpan.Zero);

    /// <summary>The first moment after the week.</summary>
    public DateTimeOffset End => Begin.AddDays(7);

    public IsoWeek Previous => Of(Begin.AddDays(-1));

    public static IsoWeek Of(DateTimeOffset moment) =>
        new(ISOWeek.GetYear(moment.UtcDateTime), ISOWeek.GetWeekOfYear(moment.UtcDateTime));

    /// <summary>Such as <c>2026-W10</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-W{Number:D2}");
}
