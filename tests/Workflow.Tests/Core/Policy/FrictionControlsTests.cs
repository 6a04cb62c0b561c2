using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Policy;

public sealed class FrictionControlsTests
{
    private static readonly ReviewRequirement TwoPrincipals = new(Level.Principal, 2);

    private static readonly FrictionControl Control = new(
        "careful after the outage",
        "file-digest",
        "owner@example.com",
        "the outage of 1 March",
        new Uri("https://incidents.example.com/42"),
        new FrictionScope(["production"], ["shop", "billing"]),
        TwoPrincipals,
        Given.Noon.AddDays(-1),
        Given.Noon.AddDays(9),
        FrictionMode.Enforce);

    private static readonly DeploymentPolicy Policy = new(
        "test policy",
        "digest",
        new Dictionary<string, EnvironmentSettings> { ["production"] = new(IsProtected: true), ["playground"] = new(IsProtected: false) },
        [],
        new ReviewDemand(
            new ReviewRequirement(Level.Mid, 1), [Step("first", Level.Senior, TimeSpan.FromHours(1)), Step("last", Level.Mid, TimeSpan.FromHours(2))]));

    private static readonly PolicyResult Released =
        new(Verdict.Release, "Rule 'by hand' releases.", "test policy", "digest", [], null, [], SupersedesOlder: true);

    private static readonly PolicyResult OneSenior = Released with
    {
        Verdict = Verdict.RequireReview,
        Reason = "Rule 'by AI' asks for 1 approval by senior or above.",
        Requirement = new ReviewRequirement(Level.Senior, 1),
        Escalation = [Step("rule's own", Level.Senior, TimeSpan.FromHours(3))],
    };

    private static readonly PolicyResult Blocked = Released with { Verdict = Verdict.Block, Reason = "Rule 'frozen' blocks." };

    [Fact]
    public void A_Release_Becomes_A_Review_By_The_Default_Ladder_Raised_To_What_Is_Asked_For()
    {
        var result = Apply(Released, Control);

        Assert.Equal(Verdict.RequireReview, result.Verdict);
        Assert.Equal(TwoPrincipals, result.Requirement);
        Assert.Equal(["first", "last"], result.Escalation.Select(step => step.Name));
        Assert.All(result.Escalation, step => Assert.Equal(Level.Principal, step.MinimumLevel));
        Assert.Equal(
            "Rule 'by hand' releases. Friction control 'careful after the outage' (until 2026-03-13 12:00 UTC) raises that to 2 approvals by principal or above.",
            result.Reason);
        Assert.True(result.SupersedesOlder);
    }

    [Fact]
    public void A_Review_Gets_The_Stricter_Of_Both_Demands_And_Keeps_Its_Ladder()
    {
        var result = Apply(OneSenior, Control with { Requirement = new ReviewRequirement(Level.Junior, 3) });

        Assert.Equal(new ReviewRequirement(Level.Senior, 3), result.Requirement);
        Assert.Equal(["rule's own"], result.Escalation.Select(step => step.Name));
        Assert.Equal([Level.Senior], result.Escalation.Select(step => step.MinimumLevel));
    }

    [Fact]
    public void A_Review_That_Is_As_Strict_Already_Stays_As_It_Is_And_The_Tree_Says_So()
    {
        var result = Apply(OneSenior, Control with { Requirement = new ReviewRequirement(Level.Mid, 1) });

        Assert.Equal(OneSenior, result with { FrictionControls = OneSenior.FrictionControls });
        Assert.Equal(
            "Asks for 1 approval by mid or above until 2026-03-13 12:00 UTC. The policy asks for that anyway.",
            Assert.Single(result.FrictionControls).Explanation);
    }

    [Fact]
    public void A_Block_Stays_A_Block()
    {
        var result = Apply(Blocked, Control);

        Assert.Equal(Blocked, result with { FrictionControls = Blocked.FrictionControls });
        Assert.EndsWith("The policy blocks the deployment anyway.", Assert.Single(result.FrictionControls).Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_Controls_Ask_For_The_Most_That_Any_Of_Them_Asks_For_And_Are_Named()
    {
        var many = Control with { Name = "many", Requirement = new ReviewRequirement(Level.Junior, 3) };

        var result = Apply(OneSenior, Control, many);

        Assert.Equal(new ReviewRequirement(Level.Principal, 3), result.Requirement);
        Assert.EndsWith(
            "Friction controls 'careful after the outage' (until 2026-03-13 12:00 UTC) and 'many' (until 2026-03-13 12:00 UTC) raise that to 3 approvals by principal or above.",
            result.Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_Shadow_Control_Is_Reported_And_Changes_Nothing()
    {
        var result = Apply(Released, Control with { Mode = FrictionMode.Shadow });

        Assert.Equal(Released, result with { FrictionControls = Released.FrictionControls });
        var shadow = Assert.Single(result.FrictionControls);
        Assert.Equal((true, false), (shadow.Applies, shadow.IsEnforced));
        Assert.Equal(
            "Not enforced (shadow): would ask for 2 approvals by principal or above until 2026-03-13 12:00 UTC.", shadow.Explanation);
    }

    [Theory]
    [InlineData(-1.5, FrictionState.Upcoming, false)]
    [InlineData(-1, FrictionState.InForce, true)]
    [InlineData(8.999, FrictionState.InForce, true)]
    [InlineData(9, FrictionState.Ended, false)]
    [InlineData(15.999, FrictionState.Ended, false)]
    public void A_Control_Is_In_Force_From_Its_Start_Until_Just_Before_Its_Expiry(double days, FrictionState state, bool applies)
    {
        var result = FrictionControls.Apply([Control], Released, Policy, Given.Request(), Given.Noon.AddDays(days));

        Assert.Equal(applies ? Verdict.RequireReview : Verdict.Release, result.Verdict);
        var found = Assert.Single(result.FrictionControls);
        Assert.Equal((state, applies), (found.State, found.Applies));
    }

    [Fact]
    public void What_A_Control_Did_Before_Others_Raised_The_Review_Stays_On_Record()
    {
        var first = FrictionControls.Apply([Control], Released, Policy, Given.Request(), Given.Noon) with { DefaultLadder = Policy.Default.Ladder };
        var second = Control with { Name = "stricter", Requirement = new ReviewRequirement(Level.Principal, 3) };

        var raised = FrictionControls.Raise([Control, second], first, Given.Request(), Given.Noon)!;
        var alone = FrictionControls.Raise([second], first, Given.Request(), Given.Noon)!;

        Assert.Equal(
            [(Control.Name, FrictionEffect.Holds), ("stricter", FrictionEffect.Raises)],
            raised.FrictionControls.Select(one => (one.Control.Name, one.Effect!.Value)));
        Assert.Equal(raised.FrictionControls.Select(one => one.Control.Name), alone.FrictionControls.Select(one => one.Control.Name));
    }

    [Fact]
    public void What_Ended_A_Week_Ago_Is_Not_Named_Any_More() =>
        Assert.Empty(FrictionControls.Apply([Control], Released, Policy, Given.Request(), Given.Noon.AddDays(16)).FrictionControls);

    [Fact]
    public void What_Is_Not_In_Force_Stays_In_The_Tree_With_The_Reason()
    {
        var upcoming = Control with { Starts = Given.Noon.AddDays(1) };
        var ended = Control with { Expires = Given.Noon.AddHours(-1) };

        var result = Apply(Released, upcoming, ended);

        Assert.Equal(
            ["Not in force before 2026-03-05 12:00 UTC.", "Ended at 2026-03-04 11:00 UTC."],
            result.FrictionControls.Select(one => one.Explanation));
        Assert.Equal(["file-digest", "file-digest"], result.FrictionControls.Select(one => one.Control.Digest));
    }

    [Theory]
    [InlineData("production", "shop", true)]
    [InlineData("Production", "SHOP", true)]
    [InlineData("production", "billing", true)]
    [InlineData("production", "search", false)]
    [InlineData("staging", "shop", false)]
    public void A_Control_Is_About_The_Environments_And_Services_Of_Its_Scope(string environment, string service, bool applies)
    {
        var result = FrictionControls.Apply([Control], Released, Policy, Given.Request(environment, service), Given.Noon);

        Assert.Equal(applies, Assert.Single(result.FrictionControls).Applies);
        Assert.Equal(applies ? Verdict.RequireReview : Verdict.Release, result.Verdict);
    }

    [Fact]
    public void A_Deployment_Outside_The_Scope_Is_Told_What_The_Scope_Saw()
    {
        var result = FrictionControls.Apply([Control], Released, Policy, Given.Request("playground"), Given.Noon);

        var found = Assert.Single(result.FrictionControls);
        Assert.Equal("Not about this deployment: environment is playground (not production).", found.Explanation);
        Assert.Equal([("environment", false), ("service", true)], found.Scope.Select(one => (one.Name, one.Satisfied)));
    }

    [Fact]
    public void A_Scope_That_Names_Only_Services_Is_About_Every_Environment_Also_Unprotected_Ones()
    {
        var everywhere = Control with { Scope = new FrictionScope([], ["shop"]) };
        var request = Given.Request("playground");
        var before = PolicyEvaluator.Evaluate(Policy, new PolicyFacts(request, Given.Assessment()));

        var result = FrictionControls.Apply([everywhere], before, Policy, request, Given.Noon);

        Assert.Equal((Verdict.Release, Verdict.RequireReview), (before.Verdict, result.Verdict));
    }

    [Fact]
    public void A_Change_That_Cannot_Be_Read_And_Is_To_Be_Reviewed_Is_Blocked()
    {
        var request = Given.Request("playground");
        var everywhere = Control with { Scope = new FrictionScope(["playground"], []) };
        var before = PolicyEvaluator.WithoutFacts(Policy, request, "The repository is gone.", Given.Noon);

        var result = FrictionControls.Apply([everywhere], before, Policy, request, Given.Noon, "The repository is gone.");

        Assert.Equal((Verdict.Release, Verdict.Block), (before.Verdict, result.Verdict));
        Assert.Equal(
            "The change cannot be read, and friction control 'careful after the outage' (until 2026-03-13 12:00 UTC) asks for its review. The repository is gone.",
            result.Reason);
        Assert.Null(result.Requirement);
        Assert.Empty(result.Escalation);
    }

    [Theory]
    [InlineData(5.9, null)]
    [InlineData(6, FrictionNotice.EndsSoon)]
    [InlineData(8.9, FrictionNotice.EndsSoon)]
    [InlineData(9, FrictionNotice.Ended)]
    [InlineData(-2, null)]
    public void The_Owner_Hears_Three_Days_Before_The_End_And_When_It_Ended(double days, FrictionNotice? notice) =>
        Assert.Equal(notice, Control.NoticeAt(Given.Noon.AddDays(days)));

    [Fact]
    public void Who_Wrote_A_Control_Of_A_Few_Days_Hears_Only_When_It_Ended()
    {
        var brief = Control with { Starts = Given.Noon, Expires = Given.Noon.AddDays(3) };

        Assert.Null(brief.NoticeAt(Given.Noon.AddDays(2)));
        Assert.Equal(FrictionNotice.Ended, brief.NoticeAt(Given.Noon.AddDays(3)));
    }

    private static PolicyResult Apply(PolicyResult result, params FrictionControl[] controls) =>
        FrictionControls.Apply(controls, result, Policy, Given.Request(), Given.Noon);

    private static EscalationStep Step(string name, Level level, TimeSpan wait) => new(name, level, wait);
}
