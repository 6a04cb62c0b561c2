using Workflow.Core.Risk;

namespace Workflow.Tests.Core.Risk;

public sealed class RiskWordsTests
{
    [Fact]
    public void Counts_Are_Told_Worst_First_And_Nothing_Is_Told_As_Such()
    {
        Assert.Equal("1 critical, 2 high, 1 medium, 1 low", RiskWords.CountsOf(SampleRisk.For("shop")));
        Assert.Equal("nothing found", RiskWords.CountsOf(RiskReport.Empty));
    }

    [Fact]
    public void What_Cannot_Be_Undone_Comes_Before_All_Else_And_Then_The_Most_Severe()
    {
        RiskFinding[] found =
        [
            Finding(RiskSeverity.Critical, true), Finding(RiskSeverity.Medium, true), Finding(RiskSeverity.Low, false), Finding(RiskSeverity.High, false),
        ];

        var ordered = RiskWords.IrreversibleFirst(new RiskReport(found, new Dictionary<RiskSeverity, int>(), []));

        Assert.Equal(["high, irreversible", "low, irreversible", "critical", "medium"], ordered.Select(RiskWords.WeightOf));
    }

    [Theory]
    [InlineData(0, 0, null, null, true, "No service depends on shop.")]
    [InlineData(0, 0, 3, 3, true, "No service depends on shop. Its own tier is 3.")]
    [InlineData(1, 1, null, 2, true, "1 service depends on shop. The most critical tier reached is 2.")]
    [InlineData(2, 2, null, null, true, "2 services depend on shop, all of them directly.")]
    [InlineData(3, 1, 1, 1, true, "3 services depend on shop, 1 of them directly. The most critical tier reached is 1.")]
    [InlineData(0, 0, null, null, false, "The service catalogue does not know shop.")]
    [InlineData(2, 2, null, 1, false, "2 services depend on shop, all of them directly, which the service catalogue itself does not know.")]
    public void A_Blast_Radius_Is_Told_In_One_Or_Two_Sentences(
        int count, int direct, int? tier, int? highest, bool isKnown, string expected)
    {
        var reached = Enumerable.Range(0, count).Select(number => new ReachedService($"s{number}", null, null, number < direct ? 1 : 2));

        Assert.Equal(expected, RiskWords.Of(new BlastRadius("shop", [.. reached], highest) { Tier = tier, IsKnown = isKnown }));
    }

    private static RiskFinding Finding(RiskSeverity severity, bool isReversible) =>
        new("rule", severity, isReversible, new RiskLocation("plan.json"), "What", "Why.");
}
