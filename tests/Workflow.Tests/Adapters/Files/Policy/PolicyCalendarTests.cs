using Workflow.Adapters.Files;
using Workflow.Core.Policy;

namespace Workflow.Tests.Adapters.Files.Policy;

public sealed class PolicyCalendarTests
{
    private readonly DeploymentPolicy policy = PolicyFile.Load(PolicySamples.Whole);

    [Theory]
    [InlineData("2031-04-30T21:59Z", null)]
    [InlineData("2031-04-30T22:00Z", "2031-05-02T00:00Z")]
    [InlineData("2019-05-01T12:00Z", null)]
    public void A_Whole_Day_Recurs_In_The_Calendars_Zone_And_Ends_With_The_Event_That_Goes_On(string at, string? end) => Assert.Equal(EndOf(end), Zoned().FindEnd(At(at)));

    [Theory]
    [InlineData("2026-07-01T19:59Z", null)]
    [InlineData("2026-07-01T20:00Z", "2026-07-02T00:00Z")]
    [InlineData("2026-12-01T20:30Z", null)]
    [InlineData("2026-12-01T21:00Z", "2026-12-02T01:00Z")]
    public void An_Event_Recurs_At_Its_Local_Time_In_Summer_And_Winter(string at, string? end) => Assert.Equal(EndOf(end), Zoned().FindEnd(At(at)));

    [Fact]
    public void Whole_Days_Of_A_Calendar_Without_A_Zone_Are_Days_In_Utc() =>
        Assert.Equal(At("2031-05-02T00:00Z"), policy.Freezes[1].Windows[1].FindEnd(At("2031-05-01T00:00Z")));

    private static DateTimeOffset? EndOf(string? end) => end is null ? null : At(end);

    private static DateTimeOffset At(string at) => DateTimeOffset.Parse(at, null);

    private TimeWindow Zoned() => Assert.IsType<TimePredicate>(policy.Rules[1].Predicates[0]).Windows[2];
}
