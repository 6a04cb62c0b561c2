using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;

namespace Workflow.Tests.Core.Policy;

/// <summary>What a person reads who asks why.</summary>
public sealed class ExplanationTests
{
    private static readonly IReadOnlyList<EscalationStep> Ladder =
        [new("first", Level.Senior, TimeSpan.FromHours(2)), new("second", Level.Senior, TimeSpan.FromHours(4), "release-manager")];

    private static readonly DeploymentPolicy Policy = new(
        "Sample",
        "0123456789abcdef",
        new Dictionary<string, EnvironmentSettings> { ["production"] = new(true), ["staging"] = new(false) },
        [
            new PolicyRule(
                "by AI, and large or risky",
                [
                    new ProvenancePredicate(["assisted", "agent"]),
                    new AnyPredicate(
                    [
                        new RiskPredicate(["high", "critical"]),
                        new NotPredicate(new PathsPredicate(["docs/**"])),
                    ]),
                ],
                Verdict.RequireReview,
                new ReviewDemand(
                    new ReviewRequirement(Level.Senior, 2) { Roles = ["security"], Checklist = ["The roll-back was tried."] }, Ladder)),
            new PolicyRule(
                "much depends on it",
                [new ReachesTierPredicate(["1"])],
                Verdict.RequireReview,
                new ReviewDemand(new ReviewRequirement(Level.Senior, 1), Ladder)),
            new PolicyRule(
                "a senior's own", [new ProvenancePredicate(["none"]), new AuthorLevelPredicate(["senior"])], Verdict.Release),
        ],
        new ReviewDemand(new ReviewRequirement(Level.Senior, 1), Ladder))
    {
        Freezes =
        [
            new FreezeWindow("New Year", new FrictionScope(["production"], []), [new Until(Given.Noon.AddDays(-1))]),
        ],
    };

    [Fact]
    public void A_Review_By_Two_Rules_Of_Which_One_Could_Not_Find_Out() => Approval.Verify(
        Explain(Policy, Facts(ProvenanceKind.Agent, Level.Junior)), "txt");

    [Fact]
    public void A_Release() => Approval.Verify(
        Explain(Policy, Facts(ProvenanceKind.None, Level.Senior, new BlastRadius("shop", [], 3))), "txt");

    [Fact]
    public void A_Freeze() => Approval.Verify(
        Explain(
            Policy with { Freezes = [new FreezeWindow("Weekend", new FrictionScope([], []), [new Until(Given.Noon.AddHours(3))])] },
            Facts(ProvenanceKind.None, Level.Senior)),
        "txt");

    [Fact]
    public void A_Release_Rule_That_The_Floor_Overrules() => Approval.Verify(
        Explain(
            Policy with { Rules = [new PolicyRule("all of it", [], Verdict.Release)] }, Facts(ProvenanceKind.Assisted, Level.Junior)),
        "txt");

    [Fact]
    public void Friction_Controls_In_Shadow_And_Enforced()
    {
        var facts = Facts(ProvenanceKind.None, Level.Senior, new BlastRadius("shop", [], 3));
        var result = FrictionControls.Apply(
            [Control("after INC-7", FrictionMode.Enforce), Control("a trial", FrictionMode.Shadow)],
            PolicyEvaluator.Evaluate(Policy, facts),
            Policy,
            facts.Request,
            Given.Noon);

        Approval.Verify(ExplanationText.Write(ExplanationNode.Of(result)), "txt");
    }

    [Fact]
    public void No_Name_Can_Break_A_Line()
    {
        var text = Explain(Policy with { Name = "two\nlines\u001b[31m" }, Facts(ProvenanceKind.None, Level.Senior));

        Assert.Contains("policy 'two lines [31m'", text, StringComparison.Ordinal);
    }

    private static string Explain(DeploymentPolicy policy, PolicyFacts facts) =>
        ExplanationText.Write(ExplanationNode.Of(PolicyEvaluator.Evaluate(policy, facts)));

    private static PolicyFacts Facts(ProvenanceKind kind, Level level, BlastRadius? radius = null) => new(
        Given.Request(),
        Given.Assessment(kind, level, paths: [new ChangedPath("src/basket.cs", FileChangeKind.Modified)]) with
        {
            Risk = RiskReport.Empty with { BlastRadius = radius },
        });

    private static FrictionControl Control(string name, FrictionMode mode) => new(
        name,
        "fedcba",
        "owner@example.com",
        "Two outages in a week.",
        null,
        new FrictionScope(["production"], []),
        new ReviewRequirement(Level.Principal, 1),
        Given.Noon.AddDays(-1),
        Given.Noon.AddDays(7),
        mode);

    /// <summary>Holds from ever to a moment.</summary>
    private sealed record Until(DateTimeOffset End) : TimeWindow
    {
        public override DateTimeOffset? FindEnd(DateTimeOffset at) => at < End ? End : null;

        public override string Describe() => $"until {Workflow.Core.Words.Of(End)}";
    }
}
