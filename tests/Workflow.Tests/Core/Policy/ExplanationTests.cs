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

    /// <summary>One whose default a mid-level engineer can fulfil.</summary>
    private static readonly DeploymentPolicy Lenient = Policy with
    {
        Freezes = [],
        Default = new ReviewDemand(new ReviewRequirement(Level.Mid, 1), Ladder),
    };

    [Fact]
    public void A_Review_By_Two_Rules_Of_Which_One_Could_Not_Find_Out() => Approval.Verify(
        Explain(Policy, Facts(ProvenanceKind.Agent, Level.Junior)), "txt");

    [Fact]
    public void Every_Kind_Of_Step()
    {
        WorkingHours hours = new("Europe/Berlin", [DayOfWeek.Monday], new TimeOnly(9, 0), new TimeOnly(17, 0), []);
        EscalationStep[] ladder =
        [
            new("own time", Level.Senior, TimeSpan.FromHours(4), null, TimeSpan.FromMinutes(90)) { InReviewersHours = true, Hours = hours },
            new("wider circle", Level.Senior, TimeSpan.FromDays(2)) { People = 3, Hours = hours, Channel = StepChannel.CardAndMail },
            new("channel", Level.Senior, TimeSpan.FromMinutes(1)) { Channel = StepChannel.Post },
            new("managers", Level.Junior, TimeSpan.FromSeconds(3690), EmailRoles: ["manager"]) { Channel = StepChannel.Mail },
            new("director", Level.Principal, TimeSpan.FromHours(1), "on-call", EmailRoles: ["manager", "director"]),
        ];
        var demand = new ReviewDemand(new ReviewRequirement(Level.Senior, 1), ladder);

        Approval.Verify(
            Explain(Policy with { Freezes = [], Rules = [], Default = demand }, Facts(ProvenanceKind.Agent, Level.Junior)), "txt");
    }

    [Fact]
    public void A_Release() => Approval.Verify(
        Explain(Policy, Facts(ProvenanceKind.None, Level.Senior, new BlastRadius("shop", [], 3))), "txt");

    [Fact]
    public void An_Environment_That_The_Policy_Does_Not_Know() => Approval.Verify(
        Explain(Policy, Facts(ProvenanceKind.None, Level.Senior) with { Request = Given.Request("moon") }), "txt");

    [Fact]
    public void An_Unprotected_Environment() => Approval.Verify(
        Explain(Policy, Facts(ProvenanceKind.Agent, Level.Junior) with { Request = Given.Request("staging") }), "txt");

    [Fact]
    public void The_Default_Raised_By_The_Floor() => Approval.Verify(
        Explain(Lenient with { Rules = [] }, Facts(ProvenanceKind.Assisted, Level.Junior)), "txt");

    [Fact]
    public void A_Rule_Raised_By_The_Default_And_The_Floor() => Approval.Verify(
        Explain(
            Lenient with
            {
                Default = new ReviewDemand(new ReviewRequirement(Level.Mid, 2), Ladder),
                Rules =
                [
                    new PolicyRule(
                        "a finding", [new FindingPredicate(["disk-*"])], Verdict.RequireReview,
                        new ReviewDemand(new ReviewRequirement(Level.Junior, 1), Ladder)),
                ],
            },
            new PolicyFacts(Given.Request(), Given.Assessment() with
            {
                Risk = Given.Risk(Given.Finding("disk-deleted", RiskSeverity.Critical, isReversible: false)),
            })),
        "txt");

    [Fact]
    public void A_Team_That_Is_Asked_For_Because_It_Is_The_Sponsors()
    {
        var sponsor = Given.Person("sponsor") with { Team = "payments" };
        var asked = new ReviewDemand(new ReviewRequirement(Level.Senior, 1) { SponsorsTeam = true }, Ladder);
        var facts = new PolicyFacts(Given.Request(), Given.Assessment(
            ProvenanceKind.Agent, Level.Junior, [new Participant(sponsor.Identity, Participation.AgentOperator, sponsor)]));

        Approval.Verify(
            Explain(
                Policy with
                {
                    Rules = [new PolicyRule("by an agent", [new ProvenancePredicate(["agent"])], Verdict.RequireReview, asked)],
                },
                facts),
            "txt");
    }

    [Fact]
    public void A_Change_That_Cannot_Be_Read() => Approval.Verify(
        ExplanationText.Write(ExplanationNode.Of(
            PolicyEvaluator.WithoutFacts(Policy, Given.Request(), "The repository is gone.", Given.Noon))),
        "txt");

    [Fact]
    public void A_Release_By_Break_Glass()
    {
        var request = Given.Request();
        var known = new BreakGlass(
            BreakGlassContent.Of(request),
            1,
            request.Id,
            new BreakGlassPlea(Given.Person("anna"), "The shop is down", "INC-42", Given.Noon),
            Given.Noon.AddMinutes(30),
            new BreakGlassRules(Level.Senior, null, null, TimeSpan.FromMinutes(30), TimeSpan.FromHours(4), Policy.Default),
            Policy.Digest)
        {
            Confirmed = new BreakGlassConfirmation(Given.Person("omar"), null, Given.Noon.AddMinutes(3)),
        };
        var blocked = PolicyEvaluator.Evaluate(Policy with { Rules = [] }, Facts(ProvenanceKind.Agent, Level.Junior));

        Approval.Verify(ExplanationText.Write(ExplanationNode.Of(blocked.ReleasedBy(known))), "txt");
    }

    [Fact]
    public void A_Rule_That_Decides_Comes_First_And_The_Others_Keep_The_Policys_Order()
    {
        RuleResult[] rules = [.. new[] { "a", "b", "c", "d" }.Select(name => new RuleResult(name, name != "a", Verdict.RequireReview, []))];
        var result = PolicyEvaluator.Evaluate(Policy, Facts(ProvenanceKind.None, Level.Senior)) with { Rules = rules, Deciding = ["c"] };

        Assert.Equal(["c", "a", "b", "d"], result.RulesByPart.Select(rule => rule.Name));
    }

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
