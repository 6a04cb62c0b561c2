using CsCheck;
using Workflow.Core.Policy;

namespace Workflow.Tests.Core.Policy;

public sealed class TimeWindowTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-03-06T14:59Z", false)]
    [InlineData("2026-03-06T15:00Z", true)]
    [InlineData("2026-03-06T22:59Z", true)]
    [InlineData("2026-03-06T23:00Z", false)]
    [InlineData("2026-03-05T16:00Z", false)]
    public void A_Weekly_Window_Holds_From_Its_Start_Until_Before_Its_End(string at, bool holds) =>
        Assert.Equal(holds, Weekly("16:00", 24, DayOfWeek.Friday).Contains(At(at)));

    [Theory]
    [InlineData("2026-03-06T20:59Z", null)]
    [InlineData("2026-03-06T21:00Z", "2026-03-07T05:00Z")]
    [InlineData("2026-03-07T04:59Z", "2026-03-07T05:00Z")]
    [InlineData("2026-03-07T05:00Z", null)]
    public void A_Window_Goes_Over_Midnight(string at, string? end) =>
        Assert.Equal(end is null ? null : At(end), Weekly("22:00", 6, DayOfWeek.Friday).FindEnd(At(at)));

    [Theory]
    [InlineData("2026-03-29T00:29Z", null)]
    [InlineData("2026-03-29T00:30Z", "2026-03-29T01:30Z")]
    [InlineData("2026-10-25T00:29Z", "2026-10-25T02:30Z")]
    [InlineData("2026-10-25T02:29Z", "2026-10-25T02:30Z")]
    [InlineData("2026-10-25T02:30Z", null)]
    public void Local_Times_Count_When_The_Clocks_Change(string at, string? end)
    {
        var window = new WeeklyWindow([DayOfWeek.Sunday], new TimeSpan(1, 30, 0), new TimeSpan(3, 30, 0), Berlin);

        Assert.Equal(end is null ? null : At(end), window.FindEnd(At(at)));
    }

    [Fact]
    public void Of_A_Time_That_Is_Shown_Twice_A_Window_Has_Both()
    {
        var window = new DatedWindow(new DateTime(2026, 10, 25, 2, 0, 0), new DateTime(2026, 10, 25, 2, 30, 0), Berlin);

        Assert.Equal([false, true, true, false], new[] { "2026-10-24T23:59Z", "2026-10-25T00:00Z", "2026-10-25T01:29Z", "2026-10-25T01:30Z" }
            .Select(at => window.Contains(At(at))));
    }

    [Fact]
    public void Days_That_Follow_One_Another_Are_One_Stretch()
    {
        var window = new WeeklyWindow([DayOfWeek.Saturday, DayOfWeek.Sunday], TimeSpan.Zero, TimeSpan.FromHours(24), Berlin);

        Assert.Equal(At("2026-03-08T23:00Z"), window.FindEnd(At("2026-03-07T10:00Z")));
        Assert.Equal("Sat, Sun from 00:00 to 24:00, Europe/Berlin", window.Describe());
    }

    [Fact]
    public void Events_That_Overlap_Are_One_Stretch()
    {
        var window = new CalendarWindow("holidays", _ =>
        [
            new Stretch(At("2026-05-02T00:00Z"), At("2026-05-03T00:00Z")), new Stretch(At("2026-05-01T00:00Z"), At("2026-05-02T00:00Z")),
        ]);

        Assert.Equal(At("2026-05-03T00:00Z"), window.FindEnd(At("2026-05-01T12:00Z")));
        Assert.False(window.Contains(At("2026-05-03T00:00Z")));
    }

    [Fact]
    public void The_End_Of_A_Stretch_Is_After_The_Moment_And_Not_In_It() =>
        Gen.Select(Gen.Int[0, 23], Gen.Int[1, 24], Gen.Int[0, 6], Gen.Int[0, 400 * 24 * 60]).Sample((from, to, day, minutes) =>
        {
            var window = new WeeklyWindow([(DayOfWeek)day], TimeSpan.FromHours(from), TimeSpan.FromHours(to), Berlin);
            var at = At("2026-01-01T00:00Z").AddMinutes(minutes);
            return from == to || window.FindEnd(at) is not { } end || (end > at && !window.Contains(end) && window.Contains(end.AddMinutes(-1)));
        });

    private static WeeklyWindow Weekly(string from, int to, DayOfWeek day) =>
        new([day], TimeSpan.Parse(from, null), TimeSpan.FromHours(to), Berlin);

    private static DateTimeOffset At(string at) => DateTimeOffset.Parse(at, null);
}
