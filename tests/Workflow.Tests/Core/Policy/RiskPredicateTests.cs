using Workflow.Core.Policy;
using Workflow.Core.Risk;

namespace Workflow.Tests.Core.Policy;

public sealed class RiskPredicateTests
{
    private static readonly PolicyFacts Facts = FactsOf(Given.Risk(
        Given.Finding("resource-deleted", RiskSeverity.High),
        Given.Finding("pipeline-changed", RiskSeverity.Low),
        Given.Finding("pipeline-changed", RiskSeverity.Medium, isReversible: false)) with
    {
        BlastRadius = new BlastRadius("shop", [], 2),
    });

    private static readonly PolicyFacts Harmless = FactsOf(RiskReport.Empty);

    public static TheoryData<Predicate, bool, string> Cases => new()
    {
        { new RiskPredicate(["high", "critical"]), true, "risk is high (one of high, critical)" },
        { new RiskPredicate(["critical"]), false, "risk is high (not critical)" },
        { new RiskPredicate(["medium"]), false, "risk is high (not medium)" },
        { new FindingPredicate(["pipeline-*"]), true, "finding is pipeline-changed (matches pipeline-*)" },
        { new FindingPredicate(["resource-deleted"]), true, "finding is resource-deleted" },
        { new FindingPredicate(["sql-*"]), false, "finding is pipeline-changed, resource-deleted (not sql-*)" },
        { new IrreversiblePredicate(["yes"]), true, "irreversible is yes" },
        { new IrreversiblePredicate(["no"]), false, "irreversible is yes (not no)" },
        { new ReachesTierPredicate(["1", "2"]), true, "reaches-tier is 2 (one of 1, 2)" },
        { new ReachesTierPredicate(["1"]), false, "reaches-tier is 2 (not 1)" },
    };

    public static TheoryData<Predicate, bool, string> HarmlessCases => new()
    {
        { new RiskPredicate(["none", "info"]), true, "risk is none (one of none, info)" },
        { new RiskPredicate(["info"]), false, "risk is none (not info)" },
        { new FindingPredicate(["**"]), false, "finding is nothing (not **)" },
        { new IrreversiblePredicate(["no"]), true, "irreversible is no" },
        { new ReachesTierPredicate(["1", "2", "3", "4", "5"]), false, "reaches-tier is unknown (wanted: 1, 2, 3, 4, 5)" },
    };

    public static TheoryData<Predicate, Verdict, string?> Defects => new()
    {
        { new RiskPredicate(["high", "critical"]), Verdict.RequireReview, null },
        { new RiskPredicate(["critical"]), Verdict.Block, null },
        { new RiskPredicate(["medium", "critical"]), Verdict.Block, "risk must name high as well: a rule that holds at some risk holds at more" },
        { new RiskPredicate(["none"]), Verdict.RequireReview, "risk must name info, low, medium, high, critical as well: a rule that holds at some risk holds at more" },
        { new RiskPredicate(["none", "info", "low"]), Verdict.Release, null },
        { new RiskPredicate(["low", "none"]), Verdict.Release, "risk must name info as well: a rule that releases at some risk releases at less" },
        { new RiskPredicate([]), Verdict.Release, null },
        { new RiskPredicate([]), Verdict.Block, null },
        { new FindingPredicate(["a"]), Verdict.Block, null },
        { new FindingPredicate(["a"]), Verdict.Release, "finding is no reason to release: a further finding would lift what the default asks for" },
        { new IrreversiblePredicate(["yes"]), Verdict.RequireReview, null },
        { new IrreversiblePredicate(["no"]), Verdict.RequireReview, "irreversible must be yes in a rule that asks for a review or blocks" },
        { new IrreversiblePredicate(["no"]), Verdict.Release, null },
        { new IrreversiblePredicate(["yes"]), Verdict.Release, "irreversible must be no in a rule that releases" },
        { new ReachesTierPredicate(["3"]), Verdict.Release, null },
        { new ServicePredicate(["shop"]), Verdict.Release, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_Predicate_Says_What_It_Saw_And_Wanted(Predicate predicate, bool satisfied, string description) =>
        Check(Facts, predicate, satisfied, description);

    [Theory]
    [MemberData(nameof(HarmlessCases))]
    public void Nothing_Found_Is_Not_The_Same_As_Nothing_Read(Predicate predicate, bool satisfied, string description)
    {
        Check(Harmless, predicate, satisfied, description);
        Assert.False(predicate.Explain(FactsOf(null)).Satisfied);
    }

    [Theory]
    [MemberData(nameof(Defects))]
    public void A_Rule_Must_Not_Get_Weaker_By_A_Further_Finding(Predicate predicate, Verdict verdict, string? defect) =>
        Assert.Equal(defect, predicate.FindDefect(verdict is Verdict.Release));

    [Fact]
    public void Findings_That_Were_Left_Out_Of_A_Report_Still_Count()
    {
        var collector = new RiskCollector(capacity: 2);
        collector.Add(Given.Finding("minor", RiskSeverity.Low, isReversible: false));
        collector.Add(Given.Finding("major", RiskSeverity.High));
        collector.Add(Given.Finding("major", RiskSeverity.High));
        var facts = FactsOf(collector.ToReport());

        Assert.DoesNotContain(collector.ToReport().Findings, finding => finding.Rule == "minor");
        Assert.True(new FindingPredicate(["minor"]).Explain(facts).Satisfied);
        Assert.True(new IrreversiblePredicate(["yes"]).Explain(facts).Satisfied);
    }

    private static void Check(PolicyFacts facts, Predicate predicate, bool satisfied, string description)
    {
        var result = predicate.Explain(facts);

        Assert.Equal((satisfied, description), (result.Satisfied, result.Description));
    }

    private static PolicyFacts FactsOf(RiskReport? risk) => new(Given.Request(), Given.Assessment() with { Risk = risk });
}
