using Workflow.LocalHost.Demo;

namespace Workflow.Tests.Demo;

public sealed class DemoCheckTests
{
    private static readonly DateTimeOffset Begun = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset FirstEnds = Begun.AddSeconds(30);

    [Fact]
    public void One_Reviewer_Who_Approves_Is_As_It_Should_Be() => Assert.Empty(FindDefects(Asked(Begun)));

    [Fact]
    public void A_Second_Reviewer_Is_Right_Where_The_Gate_Was_Too_Slow_For_The_First_And_Only_There()
    {
        Assert.Empty(FindDefects(Asked(Begun), Asked(FirstEnds)));
        Assert.Equal(["2 reviewers were asked, expected 1"], FindDefects(Asked(Begun), Asked(FirstEnds.AddSeconds(-1))));
    }

    [Fact]
    public void Nobody_Asked_Is_Wrong() => Assert.Equal(["0 reviewers were asked, expected 1"], FindDefects());

    private static AskedStatus Asked(DateTimeOffset at) => new("Grace Hopper", "1", Delivered: true, at, at.AddSeconds(30));

    private static IReadOnlyList<string> FindDefects(params AskedStatus[] asked)
    {
        var scenario = DemoScenario.JuniorAssisted;
        return DemoCheck.FindDefects(
            scenario,
            new DeploymentStatus("demo-1", "released", asked, Outcome: new OutcomeStatus("release", "approved", "Approved.", ["Grace Hopper"])),
            new AuditStatus(Intact: true, [.. scenario.Steps.Select(step => new AuditRecordStatus(step, step))]),
            [new CallbackStatus("1", "release", "approved", Deliveries: 1)]);
    }
}
