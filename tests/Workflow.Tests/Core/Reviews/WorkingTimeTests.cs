using CsCheck;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class WorkingTimeTests
{
    /// <summary>Every time zone that this machine knows.</summary>
    private static readonly string[] Zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)];

    private static readonly Gen<WorkingHours> Hours = Gen.Select(
        Gen.Int[0, Zones.Length - 1], Gen.Int[0, 22], Gen.Int[0, 59], Gen.Int[1, 1439], Gen.Int[1, 127], Gen.Int[0, 400].List[0, 4],
        (zone, hour, minute, length, days, holidays) =>
        {
            var from = new TimeOnly(hour, minute);
            var to = Math.Min(hour * 60 + minute + length, 1439);
            return new WorkingHours(
                Zones[zone],
                [.. Enum.GetValues<DayOfWeek>().Where(day => (days & (1 << (int)day)) != 0)],
                from,
                new TimeOnly(to / 60, to % 60),
                [.. holidays.Select(day => new DateOnly(2026, 1, 1).AddDays(day))]);
        }).Where(hours => hours.To - hours.From >= TimeSpan.FromHours(1));

    private static readonly Gen<DateTimeOffset> Moment =
        Gen.Int[0, 400 * 24 * 60].Select(minutes => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes));

    private static readonly Gen<TimeSpan> Duration = Gen.Int[0, 60 * 60].Select(minutes => TimeSpan.FromMinutes(minutes));

    [Fact]
    public void It_Never_Ends_Outside_The_Hours() =>
        Gen.Select(Hours, Moment, Duration.Where(time => time > TimeSpan.Zero)).Sample((hours, from, duration) =>
        {
            var end = WorkingTime.Add(hours, from, duration);

            var last = TimeZoneInfo.ConvertTime(end.AddTicks(-1), TimeZoneInfo.FindSystemTimeZoneById(hours.TimeZone));
            Assert.Contains(last.DayOfWeek, hours.Days);
            Assert.DoesNotContain(DateOnly.FromDateTime(last.DateTime), hours.Holidays);
            Assert.InRange(TimeOnly.FromDateTime(last.DateTime), hours.From, hours.To);
        }, iter: 2000);

    [Fact]
    public void One_Duration_After_Another_Is_Their_Sum() =>
        Gen.Select(Hours, Moment, Duration, Duration).Sample(
            (hours, from, one, other) => Assert.Equal(
                WorkingTime.Add(hours, from, one + other),
                WorkingTime.Add(hours, WorkingTime.Add(hours, from, one), other)),
            iter: 2000);

    [Fact]
    public void Who_Begins_Later_Or_Waits_Longer_Ends_No_Earlier() =>
        Gen.Select(Hours, Moment, Duration, Duration).Sample(
            (hours, from, one, other) =>
            {
                var end = WorkingTime.Add(hours, from, one);
                Assert.True(end >= from + one);
                Assert.True(WorkingTime.Add(hours, from + other, one) >= end);
                Assert.True(WorkingTime.Add(hours, from, one + other) >= end);
            },
            iter: 2000);

    [Theory]
    [InlineData("2026-03-06T16:00:00Z", 2, "2026-03-09T09:00:00Z")] // Friday 17:00 in Berlin: one hour that day, one on Monday
    [InlineData("2026-03-27T16:00:00Z", 2, "2026-03-30T08:00:00Z")] // the same over the change to summer time
    [InlineData("2026-04-02T15:00:00Z", 3, "2026-04-07T09:00:00Z")] // over Good Friday and Easter Monday
    public void It_Passes_Over_Nights_Week_Ends_Holidays_And_The_Change_Of_Time(string from, int hours, string end)
    {
        var german = new WorkingHours(
            "Europe/Berlin",
            [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
            new TimeOnly(9, 0),
            new TimeOnly(18, 0),
            [new DateOnly(2026, 4, 3), new DateOnly(2026, 4, 6)]);

        Assert.Equal(At(end), WorkingTime.Add(german, At(from), TimeSpan.FromHours(hours)));
    }

    [Fact]
    public void Hours_That_Never_Come_End_All_The_Same() => Assert.True(
        WorkingTime.Add(new WorkingHours("UTC", [], new TimeOnly(9, 0), new TimeOnly(17, 0), []), Given.Noon, TimeSpan.FromHours(1))
            > Given.Noon.AddYears(9));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
