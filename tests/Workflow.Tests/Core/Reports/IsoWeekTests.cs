using Workflow.Core.Reports;

namespace Workflow.Tests.Core.Reports;

public sealed class IsoWeekTests
{
    [Theory]
    [InlineData("2026-03-02T00:00:00Z", "2026-W10")]
    [InlineData("2026-03-08T23:59:59Z", "2026-W10")]
    [InlineData("2026-03-09T00:00:00Z", "2026-W11")]
    [InlineData("2026-03-09T01:00:00+02:00", "2026-W10")]
    [InlineData("2027-01-01T12:00:00Z", "2026-W53")]
    [InlineData("2024-12-30T00:00:00Z", "2025-W01")]
    public void A_Moment_Is_In_The_Week_That_Began_On_Its_Monday_In_Utc(string moment, string expected)
    {
        var at = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

        var week = IsoWeek.Of(at);

        Assert.Equal(expected, week.ToString());
        Assert.InRange(at, week.Begin, week.End.AddTicks(-1));
        Assert.Equal(week.Begin, week.Previous.End);
    }
}
