using CsCheck;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Policy;

public sealed class PolicyPropertyTests
{
    private static readonly Gen<Level> Levels = Gen.Enum<Level>();

    private static readonly Gen<ReviewDemand> Demand = Gen.Select(Levels, Gen.Int[1, 3], (level, approvals) => new ReviewDemand(
        new ReviewRequirement(level, approvals), [new EscalationStep("first", Level.Junior, TimeSpan.FromHours(1))]));

    private static readonly Gen<Predicate> Predicates = Gen.OneOf<Predicate>(
        Gen.Enum<ProvenanceKind>().Select(kind => (Predicate)new ProvenancePredicate([$"{kind}"])),
        Levels.Select(level => (Predicate)new AuthorLevelPredicate([$"{level}"])),
        Gen.OneOf(Gen.Const("production"), Gen.Const("staging")).Select(name => (Predicate)new EnvironmentPredicate([name])));

    private static readonly Gen<PolicyRule> Rule = RuleOf(Gen.Enum<Verdict>());

    private static readonly Gen<DeploymentPolicy> Policy = Gen.Select(Rule.Array[0, 6], Demand, Gen.Bool, (rules, demand, isProtected) =>
        new DeploymentPolicy(
            "policy",
            "digest",
            new Dictionary<string, EnvironmentSettings> { ["production"] = new(isProtected), ["staging"] = new(true) },
            rules,
            demand));

    private static readonly Gen<PolicyFacts> Facts = Gen.Select(Gen.Enum<ProvenanceKind>(), Levels, Gen.Bool, (kind, level, known) =>
        new PolicyFacts(Given.Request(environment: known ? "production" : "moon"), Given.Assessment(kind, level)));

    [Fact]
    public void One_More_Rule_That_Reviews_Or_Blocks_Never_Weakens_The_Verdict()
    {
        var stricter = RuleOf(Gen.OneOf(Gen.Const(Verdict.RequireReview), Gen.Const(Verdict.Block)));

        Gen.Select(Policy, Facts, stricter, Gen.Int[0, 6]).Sample((policy, facts, rule, place) =>
        {
            List<PolicyRule> more = [.. policy.Rules];
            more.Insert(Math.Min(place, more.Count), rule);

            var before = PolicyEvaluator.Evaluate(policy, facts).Verdict;
            var after = PolicyEvaluator.Evaluate(policy with { Rules = more }, facts).Verdict;

            Assert.True(after >= before, $"{before} became {after}");
        });
    }

    [Fact]
    public void The_Order_Of_The_Rules_Changes_Neither_Verdict_Nor_Requirement() =>
        Gen.Select(Policy, Facts, Gen.Int).Sample((policy, facts, seed) =>
        {
            PolicyRule[] shuffled = [.. policy.Rules];
            new Random(seed).Shuffle(shuffled);

            var one = PolicyEvaluator.Evaluate(policy, facts);
            var other = PolicyEvaluator.Evaluate(policy with { Rules = shuffled }, facts);

            Assert.Equal(one.Verdict, other.Verdict);
            Assert.Equal(one.Requirement, other.Requirement);
        });

    [Fact]
    public void Only_An_Unprotected_Environment_Or_A_Matching_Release_Rule_Releases() =>
        Gen.Select(Policy, Facts).Sample((policy, facts) =>
        {
            var result = PolicyEvaluator.Evaluate(policy, facts);

            var unprotected = facts.Request.Environment == "production" && !policy.Environments["production"].IsProtected;
            var permitted = result.Rules.Any(rule => rule is { Matched: true, Verdict: Verdict.Release });
            Assert.True(result.Verdict is not Verdict.Release || unprotected || permitted);
        });

    [Fact]
    public void A_Required_Review_Always_Says_What_It_Needs_And_No_Step_Asks_For_Less() =>
        Gen.Select(Policy, Facts).Sample((policy, facts) =>
        {
            var result = PolicyEvaluator.Evaluate(policy, facts);

            Assert.Equal(result.Verdict is Verdict.RequireReview, result.Requirement is not null);
            Assert.Equal(result.Requirement is not null, result.Escalation.Count > 0);
            Assert.All(result.Escalation, step => Assert.True(step.MinimumLevel >= result.Requirement!.MinimumLevel));
        });

    private static Gen<PolicyRule> RuleOf(Gen<Verdict> verdicts) =>
        Gen.Select(verdicts, Predicates.Array[0, 2], Demand, (verdict, predicates, demand) =>
            new PolicyRule("rule", predicates, verdict, verdict is Verdict.RequireReview ? demand : null));
}
