using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;
using Workflow.Tests.Orchestration;

namespace Workflow.Tests.Core.Reports;

public sealed class FrictionLoadTests
{
    private static readonly IsoWeek Week = IsoWeek.Of(Given.Noon);
    private static readonly DateTimeOffset Now = Week.End.AddHours(6);

    private static readonly DeploymentPolicy Policy = VirtualGate.PolicyOf(
        new ReviewRequirement(Level.Senior, 1), [VirtualGate.Step("first", TimeSpan.FromHours(1))]);

    private static readonly FrictionControl Control = new(
        "careful", "digest", "lead@example.com", "the outage", null, new FrictionScope(["production"], []),
        new ReviewRequirement(Level.Senior, 2), Week.Begin.AddDays(-3), Week.End.AddDays(3), FrictionMode.Enforce);

    [Theory]
    [InlineData(FrictionMode.Enforce)]
    [InlineData(FrictionMode.Shadow)]
    public void Releases_That_It_Held_And_Reviews_That_It_Raised_Are_Counted_Apart(FrictionMode mode)
    {
        var control = Control with { Mode = mode };
        Review[] reviews =
        [
            Judged(control, Policed(Verdict.Release)),
            Judged(control, Policed(Verdict.Release)),
            Judged(control, Policed(Verdict.RequireReview, approvals: 1)),
            Judged(control, Policed(Verdict.RequireReview, approvals: 2)),
            Judged(control, Policed(Verdict.Block)),
        ];

        var load = Assert.Single(FrictionLoad.Of(Week, [control], reviews, Now));

        Assert.Equal((2, 1), (load.Held, load.Raised));
    }

    [Fact]
    public void Controls_That_Were_In_Force_At_Some_Time_Of_The_Week_Are_Listed_Enforced_Ones_First()
    {
        FrictionControl[] controls =
        [
            Control with { Name = "over", Expires = Week.Begin },
            Control with { Name = "to come", Starts = Week.End },
            Control with { Name = "ended", Expires = Week.Begin.AddHours(1), Mode = FrictionMode.Shadow },
            Control with { Name = "new", Starts = Week.End.AddHours(-1) },
            Control with { Name = "never began", Starts = Week.Begin, End = new FrictionEnd(Week.Begin.AddDays(-1), "Ada", "A mistake") },
        ];

        var loads = FrictionLoad.Of(Week, controls, [], Now);

        Assert.Equal([("new", true, false), ("ended", false, true)], loads.Select(load => (load.Name, load.IsNew, load.HasEnded)));
    }

    [Fact]
    public void The_Report_Counts_Over_The_Deployments_Of_The_Week_Only()
    {
        var inside = Judged(Control, Policed(Verdict.Release));
        var outside = inside with { Request = inside.Request with { RequestedAt = Week.End } };

        var report = WeeklyReport.Of(
            Week, [new ReportedReview(inside, 0, 0), new ReportedReview(outside, 0, 0)], [], Now, controls: [Control]);

        Assert.Equal(1, Assert.Single(report.FrictionControls).Held);
    }

    private static PolicyResult Policed(Verdict verdict, int approvals = 1)
    {
        var requirement = verdict is Verdict.RequireReview ? new ReviewRequirement(Level.Senior, approvals) : null;
        return new PolicyResult(verdict, "Why.", "Test", "digest", [], requirement, requirement is null ? [] : Policy.Default.Ladder);
    }

    private static Review Judged(FrictionControl control, PolicyResult result)
    {
        var request = Given.Request() with { Id = DeploymentId.Parse($"d-{Guid.NewGuid():N}") };
        return new Review(request, ReviewState.Waiting, Given.Noon)
        {
            Policy = FrictionControls.Apply([control], result, Policy, request, Given.Noon),
        };
    }
}
