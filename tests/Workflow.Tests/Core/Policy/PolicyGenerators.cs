using CsCheck;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;

namespace Workflow.Tests.Core.Policy;

/// <summary>Policies as the language lets them be written, and deployments of which more or less is known.</summary>
internal static class PolicyGenerators
{
    public const string SponsorsTeam = "payments";

    private static readonly Gen<string> YesOrNo = Gen.OneOf("yes", "no");

    private static readonly Gen<string> Path = Gen.OneOf("src/basket.cs", "src/pay/card.cs", "infra/main.tf", "docs/index.md", "a");

    private static readonly Gen<string[]> Globs = Gen.OneOf("src/**", "**/*.tf", "docs/*", "infra/main.tf", "**", "none/*").Array[1, 2];

    private static readonly Gen<NumberComparison[]> Comparisons =
        Gen.Select(Gen.OneOf([.. NumberComparison.Signs]), Gen.Int[0, 6], (sign, number) => new NumberComparison(sign, number)).Array[1, 2];

    private static readonly Gen<Predicate> Leaves = Gen.OneOf<Predicate>(
        Gen.Enum<ProvenanceKind>().Select(kind => (Predicate)new ProvenancePredicate([$"{kind}"])),
        Gen.Enum<Level>().Select(level => (Predicate)new AuthorLevelPredicate([$"{level}"])),
        Gen.OneOf("production", "staging").Select(name => (Predicate)new EnvironmentPredicate([name])),
        Gen.Int[0, 5].Select(count => (Predicate)new RiskPredicate([.. RiskPredicate.Severities.TakeLast(count)])),
        YesOrNo.Array[1, 2].Select(answers => (Predicate)new IrreversiblePredicate(answers)),
        Gen.OneOf("rule", "other-*").Select(glob => (Predicate)new FindingPredicate([glob])),
        Gen.Int[1, 3].Select(tier => (Predicate)new ReachesTierPredicate([$"{tier}"])),
        Comparisons.Select(comparisons => (Predicate)new BlastRadiusPredicate(comparisons)),
        Globs.Select(globs => (Predicate)new PathsPredicate(globs)),
        Globs.Select(globs => (Predicate)new DeletedPathsPredicate(globs)),
        Comparisons.Select(comparisons => (Predicate)new ChangedLinesPredicate(comparisons)),
        Comparisons.Select(comparisons => (Predicate)new ChangedFilesPredicate(comparisons)),
        Comparisons.Select(comparisons => (Predicate)new CommitsPredicate(comparisons)),
        Gen.OneOf("1", "2", "5").Array[1, 2].Select(severities => (Predicate)new IncidentPredicate(severities)),
        YesOrNo.Array[1, 2].Select(answers => (Predicate)new AttestedPredicate(answers)),
        Gen.Enum<ActorKind>().Select(kind => (Predicate)new ActorKindPredicate([$"{kind}"])));

    public static readonly Gen<Predicate> Predicates = Gen.Recursive<Predicate>((depth, self) => depth == 3
        ? Leaves
        : Gen.OneOf(
            Leaves,
            Leaves,
            self.Array[0, 3].Select(parts => (Predicate)new AllPredicate(parts)),
            self.Array[0, 3].Select(parts => (Predicate)new AnyPredicate(parts)),
            self.Select(part => (Predicate)new NotPredicate(part))));

    public static readonly Gen<ReviewRequirement> Demanded = Gen.Select(
        Gen.Enum<Level>(), Gen.Int[1, 3], Gen.Bool, Gen.Bool, (level, approvals, owner, sponsors) => new ReviewRequirement(level, approvals)
        {
            CodeOwner = owner,
            SponsorsTeam = sponsors,
        });

    private static readonly Gen<ReviewDemand> Demand = Demanded.Select(
        requirement => new ReviewDemand(requirement, [new EscalationStep("first", Level.Junior, TimeSpan.FromHours(1))]));

    private static readonly Gen<FrictionScope> Scope = Gen.Select(
        Gen.OneOf("production", "staging", "moon").Array[0, 2],
        Gen.OneOf("shop", "billing").Array[0, 1],
        (environments, services) => new FrictionScope(environments, services));

    /// <summary>Few of them hold, so that the rules are asked as well.</summary>
    private static readonly Gen<FreezeWindow> Freeze = Gen.Select(
        Scope,
        Gen.OneOf(-3, -2, -1, -1, 2),
        (scope, days) => new FreezeWindow($"freeze {days}", scope, [new Until(Given.Noon.AddDays(days))]));

    public static readonly Gen<DeploymentPolicy> Policies = Gen.Select(
        RuleOf(Gen.Enum<Verdict>()).Array[0, 6],
        Demand,
        Gen.Bool,
        Freeze.Array[0, 2],
        (rules, demand, isProtected, freezes) => new DeploymentPolicy(
            "policy",
            "digest",
            new Dictionary<string, EnvironmentSettings> { ["production"] = new(isProtected), ["staging"] = new(true) },
            [.. rules.Select((rule, place) => rule with { Name = $"{rule.Name} {place}" })],
            demand)
        {
            Freezes = [.. freezes.Select((freeze, place) => freeze with { Name = $"{freeze.Name} {place}" })],
        });

    private static readonly Gen<ChangeSummary> Changes = Gen.Select(
        Gen.Int[0, 6],
        Gen.Int[0, 6],
        Gen.Select(Path, Gen.Enum<FileChangeKind>(), Path, (path, kind, previous) =>
            new ChangedPath(path, kind, kind is FileChangeKind.Renamed ? previous : null)).Array[0, 4],
        Gen.OneOf(ChangeParts.None, ChangeParts.None, ChangeParts.Commits, ChangeParts.Files),
        (commits, lines, paths, missing) => new ChangeSummary(commits, lines, 0, [], paths) { Missing = missing });

    private static readonly Gen<RiskReport?> Risk = Gen.Select(
        Gen.Bool, Gen.Bool, Gen.Enum<RiskSeverity>(), Gen.Int[0, 3], (isRead, isReversible, severity, tier) => !isRead
            ? null
            : Given.Risk(Given.Finding("rule", severity, isReversible)) with
            {
                BlastRadius = tier == 0 ? null : new BlastRadius("shop", [], tier) { Count = tier },
            });

    private static readonly Gen<ChangeAssessment> Assessment = Gen.Select(
        Gen.Select(Gen.Enum<ProvenanceKind>(), Gen.Enum<Level>(), Risk, Changes),
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.OneOf<ActorKind?>(null, ActorKind.Human, ActorKind.Program, ActorKind.Agent)),
        (change, rest) =>
        {
            var (kind, level, risk, changes) = change;
            var (isAttested, isSponsored, hasOwners, requestedBy) = rest;
            var sponsor = Given.Person("sponsor") with { Team = SponsorsTeam };
            var assessment = Given.Assessment(
                kind, level, isSponsored ? [new Participant(sponsor.Identity, Participation.AgentOperator, sponsor)] : []);
            return assessment with
            {
                Risk = risk,
                Changes = changes,
                RequestedBy = requestedBy,
                CodeOwners = hasOwners ? ["@acme/payments"] : null,
                Provenance =
                    assessment.Provenance with { Attestations = isAttested ? [new AiAttestation(Given.Jane, "by hand", null)] : [] },
            };
        });

    public static readonly Gen<PolicyFacts> Facts = Gen.Select(
        Gen.OneOf("production", "production", "staging", "moon"),
        Assessment,
        Gen.OneOf(Gen.Const((OpenIncident[]?)null), Gen.Int[1, 5].Select(severity => new OpenIncident("INC", severity)).Array[0, 2]!),
        (environment, assessment, incidents) => new PolicyFacts(Given.Request(environment), assessment) { Incidents = incidents });

    public static readonly Gen<FrictionControl> Control = Gen.Select(
        Scope, Gen.Enum<Level>(), Gen.Int[1, 5], Gen.Int[-3, 2], Gen.Int[1, 4], Gen.Enum<FrictionMode>(),
        (scope, level, approvals, start, days, mode) => new FrictionControl(
            $"control {start}", "digest", "owner@example.com", "reason", null, scope, new ReviewRequirement(level, approvals),
            Given.Noon.AddDays(start), Given.Noon.AddDays(start + days), mode));

    /// <summary>Rules with conditions that the language allows with their verdict.</summary>
    public static Gen<PolicyRule> RuleOf(Gen<Verdict> verdicts) =>
        Gen.Select(verdicts, Predicates.Array[0, 3], Demand, (verdict, predicates, demand) => new PolicyRule(
            $"{verdict} {predicates.Length} {demand.Requirement}",
            [.. predicates.Where(predicate => predicate.FindDefect(verdict is Verdict.Release) is null)],
            verdict,
            verdict is Verdict.RequireReview ? demand : null));

    /// <summary>What a policy and controls say of a deployment, of which the change cannot always be read.</summary>
    public static PolicyResult EvaluateWith(
        IReadOnlyList<FrictionControl> controls, DeploymentPolicy policy, PolicyFacts facts, bool isReadable)
    {
        var unreadable = isReadable ? null : "It is gone.";
        var result = isReadable
            ? PolicyEvaluator.Evaluate(policy, facts)
            : PolicyEvaluator.WithoutFacts(policy, facts.Request, unreadable!, Given.Noon);
        return FrictionControls.Apply(controls, result, policy, facts.Request, Given.Noon, unreadable);
    }

    /// <summary>Holds from ever to a moment.</summary>
    private sealed record Until(DateTimeOffset End) : TimeWindow
    {
        public override DateTimeOffset? FindEnd(DateTimeOffset at) => at < End ? End : null;

        public override string Describe() => $"until {Workflow.Core.Words.Of(End)}";
    }
}
