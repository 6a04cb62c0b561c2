using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Policy;

public sealed class PolicyEvaluatorTests
{
    private static readonly ReviewDemand OneSenior = new(new ReviewRequirement(Level.Senior, 1), Ladder(Level.Senior));

    private static readonly PolicyRule SeniorByHand =
        new("senior by hand", [new ProvenancePredicate(["none"]), new AuthorLevelPredicate(["senior"])], Verdict.Release);

    private static readonly PolicyRule ByAgent =
        new("by an agent", [new ProvenancePredicate(["agent"])], Verdict.RequireReview, OneSenior);

    private static readonly PolicyRule Frozen = new("shop is frozen", [new ServicePredicate(["shop"])], Verdict.Block);

    private static readonly PolicyRule ToProduction = new(
        "to production",
        [new EnvironmentPredicate(["production"])],
        Verdict.RequireReview,
        new ReviewDemand(new ReviewRequirement(Level.Principal, 2), Ladder(Level.Mid, "second ladder")));

    private static readonly PolicyFacts AgentsChange =
        new(Given.Request(), Given.Assessment(ProvenanceKind.Agent, Level.Junior));

    private static readonly PolicyFacts SeniorsChange = new(Given.Request(), Given.Assessment());

    [Fact]
    public void A_Matching_Release_Rule_Releases_And_Says_Why()
    {
        var result = PolicyEvaluator.Evaluate(Policy(SeniorByHand, ByAgent), SeniorsChange);

        Assert.Equal(Verdict.Release, result.Verdict);
        Assert.Equal(
            "Rule 'senior by hand' releases: provenance is none; author-level is senior.",
            result.Reason);
        Assert.Null(result.Requirement);
        Assert.Empty(result.Escalation);
    }

    [Fact]
    public void A_Matching_Review_Rule_Asks_For_Its_Review_And_Says_Why()
    {
        var result = PolicyEvaluator.Evaluate(Policy(SeniorByHand, ByAgent), AgentsChange);

        Assert.Equal(Verdict.RequireReview, result.Verdict);
        Assert.Equal(
            "Rule 'by an agent' asks for 1 approval by senior or above: provenance is agent.", result.Reason);
        Assert.Equal(OneSenior.Requirement, result.Requirement);
        Assert.Equal(OneSenior.Ladder, result.Escalation);
    }

    [Theory]
    [InlineData(ProvenanceKind.Agent, Level.Principal)]
    [InlineData(ProvenanceKind.Assisted, Level.Mid)]
    [InlineData(ProvenanceKind.Unknown, Level.Junior)]
    public void No_Rule_Releases_What_Needs_A_Senior(ProvenanceKind provenance, Level author)
    {
        var anything = new PolicyRule("anything goes", [], Verdict.Release);
        var facts = new PolicyFacts(Given.Request(), Given.Assessment(provenance, author));

        var result = PolicyEvaluator.Evaluate(Policy(anything), facts);

        Assert.Equal(Verdict.RequireReview, result.Verdict);
        Assert.True(result.Requirement!.MinimumLevel >= Level.Senior);
        Assert.All(result.Escalation, step => Assert.True(step.MinimumLevel >= Level.Senior));
        Assert.Contains("No rule can release what AI wrote", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void No_Rule_Asks_For_Less_Than_A_Senior_Where_One_Is_Needed()
    {
        var lenient = new PolicyRule(
            "lenient", [], Verdict.RequireReview, new ReviewDemand(new ReviewRequirement(Level.Mid, 1), Ladder(Level.Mid)));

        var result = PolicyEvaluator.Evaluate(Policy(lenient), AgentsChange);

        Assert.Equal(new ReviewRequirement(Level.Senior, 1), result.Requirement);
    }

    [Fact]
    public void A_Block_Beats_A_Review_And_A_Release()
    {
        var result = PolicyEvaluator.Evaluate(Policy(SeniorByHand, ToProduction, Frozen), SeniorsChange);

        Assert.Equal(Verdict.Block, result.Verdict);
        Assert.Equal("Rule 'shop is frozen' blocks: service is shop.", result.Reason);
        Assert.Empty(result.Escalation);
    }

    [Fact]
    public void A_Review_Beats_A_Release() => Assert.Equal(
        Verdict.RequireReview, PolicyEvaluator.Evaluate(Policy(SeniorByHand, ToProduction), SeniorsChange).Verdict);

    [Fact]
    public void Several_Review_Rules_Ask_For_The_Most_That_Any_Of_Them_Asks_For()
    {
        var result = PolicyEvaluator.Evaluate(Policy(ByAgent, ToProduction), AgentsChange);

        Assert.Equal(new ReviewRequirement(Level.Principal, 2), result.Requirement);
        Assert.Equal(
            "Rules 'by an agent' and 'to production' ask for 2 approvals by principal or above: provenance is agent.",
            result.Reason);
        Assert.Equal([Level.Principal], result.Escalation.Select(step => step.MinimumLevel));
        Assert.Equal(["second ladder"], result.Escalation.Select(step => step.Name));
    }

    [Fact]
    public void Requirements_Add_Up_In_Either_Order()
    {
        var many = new ReviewRequirement(Level.Mid, 3);
        var senior = new ReviewRequirement(Level.Senior, 1);

        Assert.Equal(new ReviewRequirement(Level.Senior, 3), many.And(senior));
        Assert.Equal(many.And(senior), senior.And(many));
    }

    [Fact]
    public void A_Steps_Level_Is_Raised_To_The_Requirement_And_Never_Lowered()
    {
        EscalationStep[] ladder = [Step("low", Level.Junior), Step("high", Level.Principal)];
        var rule = new PolicyRule("all", [], Verdict.RequireReview, new ReviewDemand(new ReviewRequirement(Level.Senior, 1), ladder));

        var result = PolicyEvaluator.Evaluate(Policy(rule), SeniorsChange);

        Assert.Equal([Level.Senior, Level.Principal], result.Escalation.Select(step => step.MinimumLevel));
        Assert.Equal("Rule 'all' asks for 1 approval by senior or above.", result.Reason);
    }

    [Fact]
    public void A_Protected_Environment_Without_A_Matching_Rule_Gets_The_Default_Review()
    {
        var result = PolicyEvaluator.Evaluate(Policy(SeniorByHand), SeniorsChange with { Assessment = Given.Assessment(authorLevel: Level.Junior) });

        Assert.Equal(Verdict.RequireReview, result.Verdict);
        Assert.Equal("No rule matched; the default asks for 2 approvals by mid or above.", result.Reason);
        Assert.Equal(new ReviewRequirement(Level.Mid, 2), result.Requirement);
        Assert.Equal([Level.Mid], result.Escalation.Select(step => step.MinimumLevel));
    }

    [Fact]
    public void An_Unprotected_Environment_Is_Released_Without_The_Rules()
    {
        var result = PolicyEvaluator.Evaluate(Policy(Frozen), AgentsChange with { Request = Given.Request(environment: "playground") });

        Assert.Equal(Verdict.Release, result.Verdict);
        Assert.Equal("The environment 'playground' is not protected.", result.Reason);
        Assert.Empty(result.Rules);
    }

    [Theory]
    [InlineData("moon")]
    [InlineData("Production")]
    [InlineData("")]
    public void An_Unknown_Environment_Is_Blocked_With_The_Known_Ones(string environment)
    {
        var result = PolicyEvaluator.Evaluate(
            Policy(SeniorByHand), SeniorsChange with { Request = Given.Request(environment: environment) });

        Assert.Equal(Verdict.Block, result.Verdict);
        Assert.Equal($"The environment '{environment}' is not in the policy; it knows playground, production.", result.Reason);
    }

    [Fact]
    public void The_Result_Holds_Every_Rule_And_Names_Its_Policy()
    {
        var result = PolicyEvaluator.Evaluate(Policy(SeniorByHand, ByAgent), AgentsChange);

        Assert.Equal([("senior by hand", false), ("by an agent", true)], result.Rules.Select(rule => (rule.Name, rule.Matched)));
        Assert.Equal([false, false], result.Rules[0].Predicates.Select(predicate => predicate.Satisfied));
        Assert.Equal(("test policy", "digest"), (result.PolicyName, result.PolicyDigest));
        Assert.True(result.SupersedesOlder);
    }

    [Fact]
    public void All_Predicates_Of_A_Rule_Must_Be_Satisfied()
    {
        var juniorByHand = SeniorsChange with { Assessment = Given.Assessment(authorLevel: Level.Junior) };

        Assert.False(PolicyEvaluator.Evaluate(Policy(SeniorByHand), juniorByHand).Rules[0].Matched);
    }

    private static DeploymentPolicy Policy(params PolicyRule[] rules) => new(
        "test policy",
        "digest",
        new Dictionary<string, EnvironmentSettings>
        {
            ["production"] = new(IsProtected: true, SupersedesOlder: true),
            ["playground"] = new(IsProtected: false),
        },
        rules,
        new ReviewDemand(new ReviewRequirement(Level.Mid, 2), Ladder(Level.Junior)));

    private static EscalationStep[] Ladder(Level level, string name = "first") => [Step(name, level)];

    private static EscalationStep Step(string name, Level level) => new(name, level, TimeSpan.FromHours(1));
}
