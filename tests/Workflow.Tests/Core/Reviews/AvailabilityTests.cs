using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class AvailabilityTests
{
    private static readonly Person Grace = Given.Person("grace");
    private static readonly ReviewerLimits Limits = new(3, TimeSpan.FromMinutes(15));

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(23.9, false)]
    [InlineData(24, true)]
    public void Nobody_Is_Asked_While_They_Are_Away(double hours, bool available)
    {
        var away = Grace with { Absences = [new Absence(Given.Noon, Given.Noon.AddDays(1))] };

        Assert.Equal(available, Availability.FindAbsence(away, Given.Noon.AddHours(hours)) is null);
    }

    [Fact]
    public void A_Cap_And_A_Rest_Hold_As_The_Policy_Says()
    {
        var full = new Workload(3, 3, null);
        var tired = new Workload(0, 1, Given.Noon.AddMinutes(-14));

        Assert.Contains("has 3 reviews to decide already", Availability.FindStrain(Grace, full, Limits, Given.Noon), StringComparison.Ordinal);
        Assert.Contains("is to rest until 2026-", Availability.FindStrain(Grace, tired, Limits, Given.Noon), StringComparison.Ordinal);
        Assert.Null(Availability.FindStrain(Grace, full with { Open = 2 }, Limits, Given.Noon));
        Assert.Null(Availability.FindStrain(Grace, tired, Limits, Given.Noon.AddMinutes(1)));
        Assert.Null(Availability.FindStrain(Grace, full, null, Given.Noon));
        Assert.Null(Availability.FindStrain(Grace, tired, new ReviewerLimits(null, null), Given.Noon));
    }

    [Fact]
    public void Work_Is_What_Waits_For_Somebody_And_What_They_Were_Asked_In_Seven_Days()
    {
        var waiting = Asked("waits", Given.Noon.AddHours(-2));
        var decided = Asked("decided", Given.Noon.AddHours(-1)) with { Decisions = [Given.Judged("grace", DecisionKind.Approve, "1")] };
        var ended = Asked("ended", Given.Noon.AddDays(-6)) with { State = ReviewState.Cancelled };
        var old = Asked("old", Given.Noon.AddDays(-7));
        var lost = Asked("lost", Given.Noon.AddDays(-9));
        lost = lost with { Asked = [lost.Asked[0] with { Undeliverable = "The bot is blocked." }] };

        var loads = Workload.Of([waiting, decided, old, lost], [waiting, decided, ended], Given.Noon);

        Assert.Equal(new Workload(2, 3, Given.Noon.AddHours(-1)), loads["grace"]);
        Assert.False(loads.ContainsKey("ada"));
    }

    private static Review Asked(string id, DateTimeOffset at) =>
        new(Given.Request() with { Id = DeploymentId.Parse(id) }, ReviewState.Waiting, Given.Noon)
        {
            Asked = [new AskedReviewer(Grace, "first", Level.Senior, null, "why", at, at.AddHours(1))],
        };
}
