using CsCheck;
using Workflow.Core.Policy;
using static Workflow.Tests.Core.Policy.PolicyGenerators;

namespace Workflow.Tests.Core.Policy;

/// <summary>Friction controls only ever add.</summary>
public sealed class FrictionPropertyTests
{
    [Fact]
    public void One_More_Friction_Control_Never_Weakens_What_Is_Asked_For() =>
        Gen.Select(Policies, Facts, Control.Array[0, 3], Control, Gen.Int[0, 3], Gen.Bool).Sample(
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
        Gen.Select(Policies, Facts, Control, Gen.Bool).Sample((policy, facts, control, isReadable) =>
        {
            var before = EvaluateWith([], policy, facts, isReadable);
            var after = EvaluateWith([control], policy, facts, isReadable);

            Assert.True(Assert.Single(after.FrictionControls).IsEnforced || Decisive(before).Equals(Decisive(after)));
        });

    [Fact]
    public void The_Order_Of_The_Friction_Controls_Changes_Neither_Verdict_Nor_Requirement() =>
        Gen.Select(Policies, Facts, Control.Array[0, 4]).Sample((policy, facts, controls) =>
        {
            var one = EvaluateWith(controls, policy, facts, isReadable: true);
            var other = EvaluateWith([.. controls.Reverse()], policy, facts, isReadable: true);

            Assert.Equal((one.Verdict, one.Requirement), (other.Verdict, other.Requirement));
        });

    private static object Decisive(PolicyResult result) =>
        (result.Verdict, result.Reason, result.Requirement, string.Join('|', result.Escalation));
}
