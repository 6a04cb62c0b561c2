using CsCheck;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;

namespace Workflow.Tests.Core.Policy;

/// <summary>What a change can break only ever adds to what is asked for.</summary>
public sealed class RiskPropertyTests
{
    private static readonly Gen<RiskFinding> Finding = Gen.Select(
        Gen.OneOf("disk-deleted", "rows-deleted", "pipeline-changed"), Gen.Enum<RiskSeverity>(), Gen.Bool, Given.Finding);

    private static readonly Gen<ReviewDemand> Demand = Gen.Select(Gen.Enum<Level>(), Gen.Int[1, 3], (level, approvals) => new ReviewDemand(
        new ReviewRequirement(level, approvals), [new EscalationStep("first", Level.Junior, TimeSpan.FromHours(1))]));

    private static readonly Gen<Predicate> Predicates = Gen.OneOf<Predicate>(
        Gen.Enum<ProvenanceKind>().Select(kind => (Predicate)new ProvenancePredicate([Words(kind)])),
        Gen.Enum<Level>().Select(level => (Predicate)new AuthorLevelPredicate([Words(level)])),
        Gen.OneOf([.. RiskPredicate.Severities]).Array[1, 6].Select(words => (Predicate)new RiskPredicate(words)),
        Gen.OneOf("*-deleted", "pipeline-changed").Array[1, 2].Select(globs => (Predicate)new FindingPredicate(globs)),
        Gen.OneOf("yes", "no").Array[1, 2].Select(answers => (Predicate)new IrreversiblePredicate(answers)));

    private static readonly Gen<PolicyRule> Rule = Gen.Select(Gen.Enum<Verdict>(), Predicates.Array[0, 3], Demand, (verdict, predicates, demand) =>
        new PolicyRule(
            "rule",
            [.. predicates.Where(predicate => predicate.FindDefect(verdict is Verdict.Release) is null)],
            verdict,
            verdict is Verdict.RequireReview ? demand : null));

    private static readonly Gen<DeploymentPolicy> Policy = Gen.Select(Rule.Array[0, 5], Demand, (rules, demand) => new DeploymentPolicy(
        "policy", "digest", new Dictionary<string, EnvironmentSettings> { ["production"] = new(true) }, rules, demand));

    private static readonly Gen<ChangeAssessment> Assessment =
        Gen.Select(Gen.Enum<ProvenanceKind>(), Gen.Enum<Level>(), (kind, level) => Given.Assessment(kind, level));

    [Fact]
    public void One_More_Finding_Never_Weakens_What_Is_Asked_For() =>
        Gen.Select(Policy, Assessment, Finding.Array[0, 3], Finding).Sample(
            (policy, assessment, findings, finding) =>
            {
                var before = Evaluate(policy, assessment, findings);
                var after = Evaluate(policy, assessment, [.. findings, finding]);

                Assert.True(after.Verdict >= before.Verdict, $"{before.Verdict} became {after.Verdict}");
                Assert.True(after.Verdict > before.Verdict || after.Requirement == before.Requirement?.And(after.Requirement!));
            },
            iter: 10_000);

    [Fact]
    public void What_Can_Destroy_Something_For_Good_Is_Never_Released_By_Less_Than_A_Senior() =>
        Gen.Select(Policy, Assessment, Finding.Array[0, 3]).Sample((policy, assessment, findings) =>
        {
            var result = Evaluate(
                policy, assessment, [.. findings, Given.Finding("database-deleted", RiskSeverity.Critical, isReversible: false)]);

            Assert.NotEqual(Verdict.Release, result.Verdict);
            Assert.True(result.Verdict is Verdict.Block || result.Requirement!.MinimumLevel >= Level.Senior);
        });

    private static PolicyResult Evaluate(DeploymentPolicy policy, ChangeAssessment assessment, RiskFinding[] findings) =>
        PolicyEvaluator.Evaluate(policy, new PolicyFacts(Given.Request(), assessment with { Risk = Given.Risk(findings) }));

    private static string Words<TEnum>(TEnum value)
        where TEnum : struct, Enum => Workflow.Core.Words.Token(value);
}
