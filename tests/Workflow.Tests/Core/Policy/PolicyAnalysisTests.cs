using CsCheck;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Policy.Analysis;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;

namespace Workflow.Tests.Core.Policy;

public sealed class PolicyAnalysisTests
{
    private static readonly string[] Kinds = ["none", "assisted", "unknown", "agent"];
    private static readonly string[] Levels = ["junior", "mid", "senior", "principal"];

    private static readonly Gen<Predicate> Leaves = Gen.OneOf<Predicate>(
        Gen.OneOf(Kinds).Array[1, 3].Select(kinds => (Predicate)new ProvenancePredicate(kinds)),
        Gen.OneOf(Levels).Array[1, 3].Select(levels => (Predicate)new AuthorLevelPredicate(levels)),
        Gen.OneOf("production", "staging").Array[1, 2].Select(names => (Predicate)new EnvironmentPredicate(names)),
        Gen.Select(Gen.OneOf([.. NumberComparison.Signs]), Gen.Int[0, 6], (sign, number) => new NumberComparison(sign, number)).Array[1, 2]
            .Select(comparisons => (Predicate)new ChangedLinesPredicate(comparisons)),
        Gen.OneOf("**", "src/**", "src/a/**", "src/*", "src/a/*.cs", "src/a/x.cs", "**/x.cs", "docs/**").Array[1, 2]
            .Select(globs => (Predicate)new PathsPredicate(globs)),
        Gen.Int[1, 2].Select(tier => (Predicate)new ReachesTierPredicate([$"{tier}"])),
        Gen.Int[0, 5].Select(count => (Predicate)new RiskPredicate([.. RiskPredicate.Severities.TakeLast(count)])));

    private static readonly Gen<Predicate> Predicates = Gen.Recursive<Predicate>((depth, self) => depth == 2
        ? Leaves
        : Gen.OneOf(
            Leaves,
            self.Array[0, 2].Select(parts => (Predicate)new AllPredicate(parts)),
            self.Array[0, 2].Select(parts => (Predicate)new AnyPredicate(parts)),
            self.Select(part => (Predicate)new NotPredicate(part))));

    private static readonly Gen<ChangeSummary> Changes = Gen.Select(
        Gen.Int[0, 8],
        Gen.OneOf("src/a/x.cs", "src/b.cs", "src/a/b/y.cs", "docs/readme.md", "x.cs").Array[0, 3],
        (lines, paths) => new ChangeSummary(
            1, lines, 0, [], [.. paths.Distinct().Select(path => new ChangedPath(path, FileChangeKind.Modified))]));

    private static readonly Gen<PolicyFacts> Facts = Gen.Select(
        Gen.Enum<ProvenanceKind>(), Gen.Enum<Level>(), Gen.Bool, Gen.Int[0, 3], Gen.Enum<RiskSeverity>(), Changes,
        (kind, level, isProduction, tier, severity, changes) => new PolicyFacts(
            Given.Request(environment: isProduction ? "production" : "staging"),
            Given.Assessment(kind, level) with
            {
                Changes = changes,
                Risk = Given.Risk(Given.Finding("rule", severity)) with { BlastRadius = tier == 0 ? null : new BlastRadius("shop", [], tier) },
            }));

    private static readonly Gen<DeploymentPolicy> Policy = Gen.Select(
        Gen.Select(Gen.Enum<Verdict>(), Predicates.Array[0, 2], Gen.Int[1, 2]).Array[1, 4], rules => new DeploymentPolicy(
            "policy",
            "digest",
            new Dictionary<string, EnvironmentSettings> { ["production"] = new(true), ["staging"] = new(false) },
            [.. rules.Select((rule, place) => new PolicyRule($"rule {place}", rule.Item2, rule.Item1, rule.Item1 is Verdict.RequireReview ? Demand(rule.Item3) : null))],
            Demand(1)));

    [Fact]
    public void A_Rule_That_Is_Called_Useless_Can_Be_Removed() =>
        Gen.Select(Policy, Facts.Array[5]).Sample(
            (policy, situations) =>
            {
                foreach (var fault in PolicyAnalysis.FindFaults(policy).Where(fault => !fault.Sentence.StartsWith("releases nothing", StringComparison.Ordinal)))
                {
                    var without = policy with { Rules = [.. policy.Rules.Where(rule => fault.Part != $"rule '{rule.Name}'")] };
                    Assert.All(situations, facts =>
                    {
                        var (with, less) = (PolicyEvaluator.Decide(policy, facts), PolicyEvaluator.Decide(without, facts));
                        Assert.Equal((with.Verdict, with.Requirement), (less.Verdict, less.Requirement));
                    });
                }
            },
            iter: 5000);

    [Fact]
    public void A_Release_Rule_That_Is_Called_Useless_Releases_Nothing() =>
        Gen.Select(Policy, Facts.Array[5]).Sample(
            (policy, situations) =>
            {
                var useless = PolicyAnalysis.FindFaults(policy)
                    .Where(fault => fault.Sentence.StartsWith("releases nothing", StringComparison.Ordinal))
                    .Select(fault => fault.Part)
                    .ToHashSet();
                foreach (var rule in policy.Rules.Where(rule => useless.Contains($"rule '{rule.Name}'")))
                {
                    var alone = policy with { Rules = [rule] };
                    Assert.All(
                        situations.Where(facts => facts.Request.Environment == "production"),
                        facts => Assert.NotEqual(Verdict.Release, PolicyEvaluator.Decide(alone, facts).Verdict));
                }
            },
            iter: 5000);

    [Fact]
    public void A_Demand_That_The_Directory_Cannot_Meet_Is_Told()
    {
        var requirement = new ReviewRequirement(Level.Senior, 3) { Roles = ["security"], Teams = ["platform"], DifferentTeams = true };
        var policy = new DeploymentPolicy(
            "policy",
            "digest",
            new Dictionary<string, EnvironmentSettings>(),
            [],
            new ReviewDemand(requirement, [new EscalationStep("first", Level.Senior, TimeSpan.FromDays(31), "release-manager")]));

        var faults = ReachAnalysis.FindFaults(policy, [Given.Person("ann"), Given.Person("bob") with { Team = "payments" }]);

        Assert.Equal(
            [
                "default: asks for 3 approvals by senior or above, and the directory has 2 such people who can be asked",
                "default: asks for the role 'security', which nobody of senior or above has",
                "default: asks for the team 'platform', in which nobody is senior or above",
                "default: asks for two teams, and those of senior or above are not of two",
                "default: its step 'first' finds nobody: it asks for senior or above with the role 'release-manager'",
            ],
            faults.Select(fault => fault.ToString()));
        Assert.Equal(
            "default: its ladder waits 744 hours, and GitHub gives up after 720; shorten its steps",
            Assert.Single(ReachAnalysis.FindLongLadders(policy, "GitHub", TimeSpan.FromDays(30))).ToString());
    }

    [Fact]
    public void Mails_To_A_Role_That_Nobody_Has_Are_Told()
    {
        string[] roles = ["manager", "release-manager", "director", "boss@example.com"];
        EscalationStep[] ladder =
        [
            new("first", Level.Senior, TimeSpan.FromHours(1)),
            new("mails", Level.Junior, TimeSpan.FromHours(1), EmailRoles: roles) { Channel = StepChannel.Mail },
        ];
        var demand = new ReviewDemand(new ReviewRequirement(Level.Senior, 1), ladder);

        var faults = ReachAnalysis.FindFaults(
            new DeploymentPolicy("policy", "digest", new Dictionary<string, EnvironmentSettings>(), [], demand),
            [Given.Person("ann"), Given.Person("bob") with { Level = Level.Junior, Roles = ["Release-Manager"] }]);

        Assert.Equal(
            [
                "default: its step 'mails' mails the role 'director', which nobody has",
                "default: its step 'mails' mails the role 'boss@example.com', which nobody has; 'email' takes roles and no addresses",
            ],
            faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void A_Ladder_That_Asks_Too_Few_And_An_Emergency_That_Nobody_May_Call_Are_Told()
    {
        var narrow = new ReviewDemand(
            new ReviewRequirement(Level.Senior, 2), [new EscalationStep("first", Level.Senior, TimeSpan.FromHours(1), "release-manager")]);
        var policy = new DeploymentPolicy("policy", "digest", new Dictionary<string, EnvironmentSettings>(), [], narrow)
        {
            BreakGlass = new BreakGlassRules(
                Level.Senior, "on-call", "director", TimeSpan.FromMinutes(30), TimeSpan.FromHours(4), Demand(approvals: 3)),
        };

        var faults = ReachAnalysis.FindFaults(policy, [Given.Person("ann") with { Roles = ["release-manager"] }, Given.Person("bob")]);

        Assert.Equal(
            [
                "default: asks for 2 approvals, and the steps of its ladder ask 1 of those people in all; widen a step",
                "break-glass: asks for 3 approvals by senior or above, and the directory has 2 such people who can be asked",
                "break-glass: nobody may ask for it: there is no senior or above with the role 'on-call'",
                "break-glass: nobody may confirm it: there is no senior or above with the role 'director'",
            ],
            faults.Select(fault => fault.ToString()));
    }

    [Theory]
    [InlineData("> 20", "> 10", true)]
    [InlineData("> 10", ">= 11", true)]
    [InlineData("= 12", "> 10", true)]
    [InlineData("<= 5", "< 6", true)]
    [InlineData("> 10", "> 20", false)]
    [InlineData(">= 10", "> 10", false)]
    [InlineData("< 6", "= 5", false)]
    public void One_Comparison_Can_Hold_Wherever_Another_Does(string one, string other, bool implies)
    {
        Assert.True(NumberComparison.TryParse(one, out var first) && NumberComparison.TryParse(other, out var second) && first.Value.Implies(second.Value) == implies);
    }

    [Fact]
    public void A_Folder_In_A_Folder_And_A_Range_In_A_Range_Are_Shadowed()
    {
        static PolicyRule Rule(string name, Predicate predicate) => new(name, [predicate], Verdict.RequireReview, Demand(1));
        var policy = new DeploymentPolicy(
            "policy",
            "digest",
            new Dictionary<string, EnvironmentSettings> { ["production"] = new(true) },
            [
                Rule("all of src", new PathsPredicate(["src/**"])),
                Rule("a folder of it", new PathsPredicate(["src/a/**", "src/a/x.cs"])),
                Rule("another folder", new PathsPredicate(["src/a/**", "docs/**"])),
                Rule("large", new ChangedLinesPredicate([new NumberComparison(">", 10)])),
                Rule("larger", new ChangedLinesPredicate([new NumberComparison(">", 20)])),
            ],
            Demand(1));

        Assert.Equal(["rule 'a folder of it'", "rule 'larger'"], PolicyAnalysis.FindFaults(policy).Select(fault => fault.Part));
    }

    [Fact]
    public void Working_Time_Is_Compared_By_The_Clock()
    {
        var hours = new WorkingHours(
            "UTC", [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], new(9, 0), new(17, 0), []);
        var step = new EscalationStep("first", Level.Senior, TimeSpan.FromHours(40)) { Hours = hours };

        Assert.Equal(TimeSpan.FromDays(14), EscalationStep.LongestOf([step, step]));
    }

    private static ReviewDemand Demand(int approvals) =>
        new(new ReviewRequirement(Level.Senior, approvals), [new EscalationStep("first", Level.Senior, TimeSpan.FromHours(1))]);
}
