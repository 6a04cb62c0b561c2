using CsCheck;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;

namespace Workflow.Tests.Core.Policy;

public sealed class PolicyPropertyTests
{
    private static readonly Gen<Level> Levels = Gen.Enum<Level>();

    private static readonly Gen<ReviewDemand> Demand = Gen.Select(Levels, Gen.Int[1, 3], (level, approvals) => new ReviewDemand(
        new ReviewRequirement(level, approvals), [new EscalationStep("first", Level.Junior, TimeSpan.FromHours(1))]));

    private static readonly Gen<Predicate> Leaves = Gen.OneOf<Predicate>(
        Gen.Enum<ProvenanceKind>().Select(kind => (Predicate)new ProvenancePredicate([$"{kind}"])),
        Levels.Select(level => (Predicate)new AuthorLevelPredicate([$"{level}"])),
        Gen.OneOf(Gen.Const("production"), Gen.Const("staging")).Select(name => (Predicate)new EnvironmentPredicate([name])),
        Gen.Int[0, 5].Select(count => (Predicate)new RiskPredicate([.. RiskPredicate.Severities.TakeLast(count)])),
        Gen.Const((Predicate)new IrreversiblePredicate(["yes"])),
        Gen.Int[1, 3].Select(tier => (Predicate)new ReachesTierPredicate([$"{tier}"])));

    private static readonly Gen<Predicate> Predicates = Gen.Recursive<Predicate>((depth, self) => depth == 3
        ? Leaves
        : Gen.OneOf(
            Leaves,
            Leaves,
            self.Array[0, 3].Select(parts => (Predicate)new AllPredicate(parts)),
            self.Array[0, 3].Select(parts => (Predicate)new AnyPredicate(parts)),
            self.Select(part => (Predicate)new NotPredicate(part))));

    private static readonly Gen<PolicyRule> Rule = RuleOf(Gen.Enum<Verdict>());

    private static readonly Gen<DeploymentPolicy> Policy = Gen.Select(Rule.Array[0, 6], Demand, Gen.Bool, (rules, demand, isProtected) =>
        new DeploymentPolicy(
            "policy",
            "digest",
            new Dictionary<string, EnvironmentSettings> { ["production"] = new(isProtected), ["staging"] = new(true) },
            [.. rules.Select((rule, place) => rule with { Name = $"{rule.Name} {place}" })],
            demand));

    private static readonly Gen<RiskReport?> Risk = Gen.Select(Gen.Bool, Gen.Bool, Gen.Enum<RiskSeverity>(), Gen.Int[0, 3], RiskOf);

    private static readonly Gen<PolicyFacts> Facts = Gen.Select(
        Gen.Enum<ProvenanceKind>(), Levels, Gen.Bool, Risk, (kind, level, known, risk) => new PolicyFacts(
            Given.Request(environment: known ? "production" : "moon"), Given.Assessment(kind, level) with { Risk = risk }));

    private static readonly Gen<FrictionScope> Scope = Gen.Select(
        Gen.OneOf("production", "staging", "moon").Array[0, 2],
        Gen.OneOf("shop", "billing").Array[0, 1],
        (environments, services) => new FrictionScope(environments, services));

    private static readonly Gen<FrictionControl> Control = Gen.Select(
        Scope, Levels, Gen.Int[1, 5], Gen.Int[-3, 2], Gen.Int[1, 4], Gen.Enum<FrictionMode>(),
        (scope, level, approvals, start, days, mode) => new FrictionControl(
            $"control {start}", "digest", "owner@example.com", "reason", null, scope, new ReviewRequirement(level, approvals),
            Given.Noon.AddDays(start), Given.Noon.AddDays(start + days), mode));

    [Fact]
    public void One_More_Friction_Control_Never_Weakens_What_Is_Asked_For() =>
        Gen.Select(Policy, Facts, Control.Array[0, 3], Control, Gen.Int[0, 3], Gen.Bool).Sample(
            (policy, facts, controls, control, place, isReadable) =>
            {
                List<FrictionControl> more = [.. controls];
                more.Insert(Math.Min(place, more.Count), control);

                var before = EvaluateWith(controls, policy, facts, isReadable);
                var after = EvaluateWith(more, policy, facts, isReadable);

                Assert.True(after.Verdict >= before.Verdict, $"{before.Verdict} became {after.Verdict}");
                Assert.True(after.Verdict > before.Verdict || after.Requirement == before.Requirement?.And(after.Requirement!));
                Assert.Equal(after.Verdict is Verdict.RequireReview, after.Escalation.Count > 0);
                Assert.All(after.Escalation, step => Assert.True(step.MinimumLevel >= after.Requirement!.MinimumLevel));
            });

    [Fact]
    public void A_Friction_Control_That_Is_Not_Enforced_Changes_Nothing_But_The_Tree() =>
        Gen.Select(Policy, Facts, Control, Gen.Bool).Sample((policy, facts, control, isReadable) =>
        {
            var before = EvaluateWith([], policy, facts, isReadable);
            var after = EvaluateWith([control], policy, facts, isReadable);

            Assert.True(Assert.Single(after.FrictionControls).IsEnforced || Decisive(before).Equals(Decisive(after)));
        });

    [Fact]
    public void The_Order_Of_The_Friction_Controls_Changes_Neither_Verdict_Nor_Requirement() =>
        Gen.Select(Policy, Facts, Control.Array[0, 4]).Sample((policy, facts, controls) =>
        {
            var one = EvaluateWith(controls, policy, facts, isReadable: true);
            var other = EvaluateWith([.. controls.Reverse()], policy, facts, isReadable: true);

            Assert.Equal((one.Verdict, one.Requirement), (other.Verdict, other.Requirement));
        });

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
            Assert.Equal(one.Reason, other.Reason);
            Assert.Equal(one.Escalation, other.Escalation);
        });

    [Fact]
    public void Knowing_Less_Never_Weakens_The_Verdict() => Gen.Select(Policy, Facts, Gen.Bool).Sample((policy, facts, wholly) =>
    {
        var risk = wholly ? null : facts.Assessment.Risk is { } read ? read with { BlastRadius = null } : null;
        var less = facts with { Assessment = facts.Assessment with { Risk = risk } };

        var before = PolicyEvaluator.Evaluate(policy, facts).Verdict;
        var after = PolicyEvaluator.Evaluate(policy, less).Verdict;

        Assert.True(after >= before, $"{before} became {after}");
    });

    [Fact]
    public void A_Decision_Is_The_Evaluation_Without_Its_Explanation() => Gen.Select(Policy, Facts).Sample((policy, facts) =>
    {
        var decision = PolicyEvaluator.Decide(policy, facts);
        var result = PolicyEvaluator.Evaluate(policy, facts);

        Assert.Equal((result.Verdict, result.Requirement), (decision.Verdict, decision.Requirement));
        Assert.Equal(result.Escalation, decision.Escalation);
        Assert.Equal(result.Deciding, decision.Deciding);
    });

    [Fact]
    public void Every_Verdict_Names_What_Made_It() => Gen.Select(Policy, Facts).Sample((policy, facts) =>
    {
        var result = PolicyEvaluator.Evaluate(policy, facts);

        Assert.All(result.Deciding, name => Assert.Contains($"'{name}'", result.Reason, StringComparison.Ordinal));
        Assert.All(result.Deciding, name => Assert.Contains(result.Rules, rule => rule.Name == name && rule.Matched && rule.Verdict == result.Verdict));
        Assert.True(result.Deciding.Count > 0 || NamesAnotherGround(result.Reason), result.Reason);
    });

    [Fact]
    public void A_Result_Says_Of_Every_Condition_What_The_Test_Of_It_Says() =>
        Gen.Select(Predicates, Facts).Sample((predicate, facts) =>
        {
            var truth = predicate.Test(facts);
            var result = predicate.Explain(facts);

            Assert.Equal(truth is Truth.Yes, result.Satisfied);
            Assert.Equal(truth is Truth.Unknown, result.IsUnknown);
        });

    [Fact]
    public void Requirements_Add_Up_By_The_Laws_Of_A_Set() =>
        Gen.Select(Requirement, Requirement, Requirement).Sample((one, two, three) =>
        {
            Assert.Equal(one.And(two), two.And(one));
            Assert.Equal(one.And(two).And(three), one.And(two.And(three)));
            Assert.Equal(one, one.And(one));
            Assert.True(one.And(two).Covers(one));
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

    private static PolicyResult EvaluateWith(
        IReadOnlyList<FrictionControl> controls, DeploymentPolicy policy, PolicyFacts facts, bool isReadable)
    {
        var unreadable = isReadable ? null : "It is gone.";
        var result = isReadable ? PolicyEvaluator.Evaluate(policy, facts) : PolicyEvaluator.WithoutFacts(policy, facts.Request, unreadable!, Given.Noon);
        return FrictionControls.Apply(controls, result, policy, facts.Request, Given.Noon, unreadable);
    }

    private static readonly Gen<ReviewRequirement> Requirement = Gen.Select(
        Gen.Select(Levels, Gen.Int[1, 3], Gen.OneOf("a", "b", "c").Array[0, 3], Gen.OneOf("x", "X", "y").Array[0, 2]),
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 3], Gen.Int[0, 7]),
        (people, rest) => new ReviewRequirement(people.Item1, people.Item2)
        {
            Roles = [.. people.Item3.Distinct().Order(StringComparer.Ordinal)],
            Checklist = [.. people.Item4.Distinct().Order(StringComparer.Ordinal)],
            CodeOwner = rest.Item1,
            Independent = rest.Item2,
            MinimumReading = TimeSpan.FromMinutes(rest.Item3),
            Evidence = (EvidenceKinds)rest.Item4,
        });

    private static RiskReport? RiskOf(bool isRead, bool isReversible, RiskSeverity severity, int tier) => !isRead
        ? null
        : Given.Risk(Given.Finding("rule", severity, isReversible)) with
        {
            BlastRadius = tier == 0 ? null : new BlastRadius("shop", [], tier),
        };

    private static bool NamesAnotherGround(string reason) =>
        reason.StartsWith("No rule matched;", StringComparison.Ordinal)
        || reason.Contains("No rule can release", StringComparison.Ordinal)
        || reason.StartsWith("The environment", StringComparison.Ordinal);

    private static object Decisive(PolicyResult result) =>
        (result.Verdict, result.Reason, result.Requirement, string.Join('|', result.Escalation));

    private static Gen<PolicyRule> RuleOf(Gen<Verdict> verdicts) =>
        Gen.Select(verdicts, Predicates.Array[0, 2], Demand, (verdict, predicates, demand) =>
            new PolicyRule($"{verdict} {predicates.Length} {demand.Requirement}", predicates, verdict, verdict is Verdict.RequireReview ? demand : null));
}
