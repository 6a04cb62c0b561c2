using CsCheck;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using static Workflow.Tests.Core.Policy.PolicyGenerators;

namespace Workflow.Tests.Core.Policy;

public sealed class PolicyPropertyTests
{
    [Fact]
    public void One_More_Rule_That_Reviews_Or_Blocks_Never_Weakens_The_Verdict()
    {
        var stricter = RuleOf(Gen.OneOf(Gen.Const(Verdict.RequireReview), Gen.Const(Verdict.Block)));

        Gen.Select(Policies, Facts, stricter, Gen.Int[0, 6]).Sample((policy, facts, rule, place) =>
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
        Gen.Select(Policies, Facts, Gen.Int).Sample((policy, facts, seed) =>
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
    public void A_Decision_Is_The_Evaluation_Without_Its_Explanation() => Gen.Select(Policies, Facts).Sample((policy, facts) =>
    {
        var decision = PolicyEvaluator.Decide(policy, facts);
        var result = PolicyEvaluator.Evaluate(policy, facts);

        Assert.Equal((result.Verdict, result.Requirement), (decision.Verdict, decision.Requirement));
        Assert.Equal(result.Escalation, decision.Escalation);
        Assert.Equal(result.Deciding, decision.Deciding);
    });

    [Fact]
    public void Every_Verdict_Names_What_Made_It() =>
        Gen.Select(Policies, Facts, Control.Array[0, 2], Gen.Bool).Sample((policy, facts, controls, isReadable) =>
        {
            var result = EvaluateWith(controls, policy, facts, isReadable);

            var before = EvaluateWith([], policy, facts, isReadable).Verdict;
            Assert.All(result.Deciding, name => Assert.Contains($"'{name}'", result.Reason, StringComparison.Ordinal));
            Assert.All(result.Deciding, name => Assert.Contains(
                result.Rules, rule => rule.Name == name && rule.Matched && rule.Verdict == before));
            var freezes = result.Freezes.Where(freeze => freeze.IsFrozen).ToList();
            Assert.True(
                freezes.Count == 0 || freezes.Exists(freeze => result.Reason.Contains($"'{freeze.Name}'", StringComparison.Ordinal)));
            Assert.True(
                result.Deciding.Count > 0 || freezes.Count > 0 || result.Grounds.Any(ground => ground.Decides)
                    || result.FrictionControls.Any(control => control.IsEnforced),
                result.Reason);
            Assert.Contains(ExplanationNode.Of(result).Children, node => node.Mark is ExplanationMark.Yes);
        });

    [Fact]
    public void What_Is_Named_Adds_Up_To_What_Is_Asked_For() =>
        Gen.Select(Policies, Facts, Control.Array[0, 2]).Sample((policy, facts, controls) =>
        {
            var result = EvaluateWith(controls, policy, facts, isReadable: true);

            ReviewRequirement[] named =
            [
                .. policy.Rules.Where(rule => result.Deciding.Contains(rule.Name)).Select(rule => rule.Demand?.Requirement)
                    .OfType<ReviewRequirement>(),
                .. Named(result, GroundKind.Default, policy.Default.Requirement),
                .. Named(result, GroundKind.Floor, new ReviewRequirement(Level.Senior, 1)),
                .. result.FrictionControls.Where(one => one.IsEnforced).Select(one => one.Control.Requirement),
            ];
            var sum = named.Length == 0 ? null : named.Aggregate((all, one) => all.And(one));
            var sponsors = result.Grounds.Where(ground => ground.Kind is GroundKind.SponsorsTeam && ground.Decides);
            Assert.Equal(
                result.Requirement,
                result.Verdict is Verdict.Block ? null : sum is null ? null : sum with
                {
                    SponsorsTeam = false,
                    Teams = [.. sponsors.Select(_ => SponsorsTeam)],
                });
            Assert.All(
                sponsors,
                ground => Assert.Contains($"'{SponsorsTeam}' is that of the agent's sponsor", result.Reason, StringComparison.Ordinal));
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
        Gen.Select(Policies, Facts).Sample((policy, facts) =>
        {
            var result = PolicyEvaluator.Evaluate(policy, facts);

            var unprotected = facts.Request.Environment == "production" && !policy.Environments["production"].IsProtected;
            var permitted = result.Rules.Any(rule => rule is { Matched: true, Verdict: Verdict.Release });
            Assert.True(result.Verdict is not Verdict.Release || unprotected || permitted);
            Assert.True(result.Verdict is not Verdict.Release || !result.Freezes.Any(freeze => freeze.IsFrozen));
        });

    [Fact]
    public void A_Required_Review_Always_Says_What_It_Needs_And_No_Step_Asks_For_Less() =>
        Gen.Select(Policies, Facts).Sample((policy, facts) =>
        {
            var result = PolicyEvaluator.Evaluate(policy, facts);

            Assert.Equal(result.Verdict is Verdict.RequireReview, result.Requirement is not null);
            Assert.Equal(result.Requirement is not null, result.Escalation.Count > 0);
            Assert.All(result.Escalation, step => Assert.True(step.MinimumLevel >= result.Requirement!.MinimumLevel));
        });

    private static IEnumerable<ReviewRequirement> Named(PolicyResult result, GroundKind kind, ReviewRequirement requirement) =>
        result.Grounds.Where(ground => ground.Kind == kind).Select(_ => requirement);

    private static readonly Gen<ReviewRequirement> Requirement = Gen.Select(
        Gen.Select(Gen.Enum<Level>(), Gen.Int[1, 3], Gen.OneOf("a", "b", "c").Array[0, 3], Gen.OneOf("x", "X", "y").Array[0, 2]),
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 3], Gen.Int[0, 7], Gen.Int[0, 3]),
        (people, rest) => new ReviewRequirement(people.Item1, people.Item2)
        {
            Roles = [.. people.Item3.Distinct().Order(StringComparer.Ordinal)],
            Checklist = [.. people.Item4.Distinct().Order(StringComparer.Ordinal)],
            CodeOwner = rest.Item1,
            Independent = rest.Item2,
            MinimumReading = TimeSpan.FromMinutes(rest.Item3),
            Evidence = (EvidenceKinds)rest.Item4,
            FreshSignIn = TimeSpan.FromMinutes(rest.Item5),
        });
}
