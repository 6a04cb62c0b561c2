using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>What made a verdict.</summary>
internal enum Ground
{
    /// <summary>The policy does not know the environment.</summary>
    UnknownEnvironment,

    /// <summary>A freeze window holds.</summary>
    Freeze,

    /// <summary>The environment is not protected.</summary>
    Unprotected,

    /// <summary>No rule matched.</summary>
    Default,

    /// <summary>Rules release what only a senior may release.</summary>
    Floor,

    Rules,
}

/// <summary>A decision with what its explanation needs. Made without any text, so that it is cheap.</summary>
/// <param name="Requirement">Null unless a review is required.</param>
internal sealed record Judgement(Verdict Verdict, Ground Ground, ReviewRequirement? Requirement = null)
{
    public IReadOnlyList<PolicyRule> Deciding { get; init; } = [];

    /// <summary>The ladder to climb, not yet raised to the level that is needed.</summary>
    public IReadOnlyList<EscalationStep> Ladder { get; init; } = [];

    /// <summary>What the deciding rules ask for together, before anything was added to it; null where they ask for no review.</summary>
    public ReviewRequirement? AskedByRules { get; init; }

    /// <summary>What the default asks for; null where it has no part in what is asked for.</summary>
    public ReviewRequirement? AskedByDefault { get; init; }

    /// <summary>Whether the floor asks for more than the rules and the default together.</summary>
    public bool IsRaisedByFloor { get; init; }

    /// <summary>Whether a team is asked for because it is that of an agent's sponsor.</summary>
    public bool AsksSponsorsTeam { get; init; }

    /// <summary>What is asked for without the approval that the policy's sample adds; null where it adds none.</summary>
    public ReviewRequirement? BeforeSample { get; init; }

    /// <summary>The freeze that holds longest.</summary>
    public FreezeResult? Freeze { get; init; }

    public IReadOnlyList<EscalationStep> Escalation => EscalationStep.Raise(Ladder, Requirement?.MinimumLevel ?? Level.Junior);

    public static Judgement Of(DeploymentPolicy policy, PolicyFacts facts)
    {
        if (!policy.Environments.TryGetValue(facts.Request.Environment, out var environment))
        {
            return new Judgement(Verdict.Block, Ground.UnknownEnvironment);
        }

        if (FindFreeze(policy, facts.Request, facts.At) is { } freeze)
        {
            return new Judgement(Verdict.Block, Ground.Freeze) { Freeze = freeze };
        }

        return environment.IsProtected
            ? AddSample(policy, facts, OfRules(policy, facts))
            : new Judgement(Verdict.Release, Ground.Unprotected);
    }

    /// <summary>The freeze that holds longest; null where none does.</summary>
    public static FreezeResult? FindFreeze(DeploymentPolicy policy, DeploymentRequest request, DateTimeOffset at)
    {
        FreezeResult? longest = null;
        for (var index = 0; index < policy.Freezes.Count; index++)
        {
            if (policy.Freezes[index].Evaluate(request, at) is { IsFrozen: true } held && !(held.Until <= longest?.Until))
            {
                longest = held;
            }
        }

        return longest;
    }

    private static Judgement AddSample(DeploymentPolicy policy, PolicyFacts facts, Judgement judgement) =>
        judgement.Requirement is { } asked
        && SecondApproval.IsSampled(facts.Request.Id, policy.SecondApprovalShare)
        && SecondApproval.AddTo(asked) is var more && more != asked
            ? judgement with { Requirement = more, BeforeSample = asked }
            : judgement;

    private static Judgement OfRules(DeploymentPolicy policy, PolicyFacts facts)
    {
        var (deciding, matchesRelease) = FindDeciding(policy, facts);
        var isReserved = Floor.IsReserved(facts.Assessment);
        var fallback = SponsorTeams.Resolve(policy.Default.Requirement, facts.Assessment);
        if (deciding.Count == 0 || (deciding[0].Verdict is Verdict.Release && isReserved))
        {
            return Review(deciding.Count == 0 ? Ground.Default : Ground.Floor, fallback, isReserved) with
            {
                Deciding = deciding,
                Ladder = policy.Default.Ladder,
                AskedByDefault = fallback,
                AsksSponsorsTeam = policy.Default.Requirement.SponsorsTeam,
            };
        }

        if (deciding[0].Verdict is not Verdict.RequireReview)
        {
            return new Judgement(deciding[0].Verdict, Ground.Rules) { Deciding = deciding };
        }

        var all = Add(deciding);
        var asked = SponsorTeams.Resolve(all, facts.Assessment);

        // Without the findings the default would hold, and they must not lower what it asks for.
        var needsDefault = (isReserved || !matchesRelease) && deciding.TrueForAll(rule => rule.IsAboutFindings) && !asked.Covers(fallback);
        return Review(Ground.Rules, needsDefault ? asked.And(fallback) : asked, isReserved) with
        {
            Deciding = deciding,
            Ladder = Strictest(deciding).Ladder,
            AskedByRules = asked,
            AskedByDefault = needsDefault ? fallback : null,
            AsksSponsorsTeam = all.SponsorsTeam || (needsDefault && policy.Default.Requirement.SponsorsTeam),
        };
    }

    private static Judgement Review(Ground ground, ReviewRequirement asked, bool isReserved)
    {
        var requirement = isReserved && !asked.Covers(Floor.Requirement) ? asked.And(Floor.Requirement) : asked;
        return new Judgement(Verdict.RequireReview, ground, requirement) { IsRaisedByFloor = !ReferenceEquals(requirement, asked) };
    }

    /// <returns>The matching rules with the strictest verdict, and whether a rule that releases matched as well.</returns>
    private static (List<PolicyRule> Deciding, bool MatchesRelease) FindDeciding(DeploymentPolicy policy, PolicyFacts facts)
    {
        List<PolicyRule> deciding = [];
        var matchesRelease = false;
        for (var index = 0; index < policy.Rules.Count; index++)
        {
            var rule = policy.Rules[index];
            var isWeaker = deciding.Count > 0 && rule.Verdict < deciding[0].Verdict;
            if ((isWeaker && (matchesRelease || rule.Verdict is not Verdict.Release)) || !rule.Matches(facts))
            {
                continue;
            }

            matchesRelease |= rule.Verdict is Verdict.Release;
            if (isWeaker)
            {
                continue;
            }

            if (deciding.Count > 0 && rule.Verdict > deciding[0].Verdict)
            {
                deciding.Clear();
            }

            deciding.Add(rule);
        }

        return (deciding, matchesRelease);
    }

    private static ReviewRequirement Add(List<PolicyRule> deciding)
    {
        var all = deciding[0].Demand!.Requirement;
        for (var index = 1; index < deciding.Count; index++)
        {
            all = all.And(deciding[index].Demand!.Requirement);
        }

        return all;
    }

    /// <summary>The demand that asks for the most, whatever the order of the rules: its ladder is climbed.</summary>
    private static ReviewDemand Strictest(List<PolicyRule> deciding)
    {
        var strictest = deciding[0];
        foreach (var rule in deciding)
        {
            strictest = Compare(rule, strictest) > 0 ? rule : strictest;
        }

        return strictest.Demand!;
    }

    private static int Compare(PolicyRule one, PolicyRule other)
    {
        var (a, b) = (one.Demand!, other.Demand!);
        var order = a.Requirement.MinimumLevel.CompareTo(b.Requirement.MinimumLevel);
        order = order != 0 ? order : a.Requirement.Approvals.CompareTo(b.Requirement.Approvals);
        order = order != 0 ? order : a.Ladder.Count.CompareTo(b.Ladder.Count);
        order = order != 0 ? order : a.Ladder.Sum(step => step.Timeout.Ticks).CompareTo(b.Ladder.Sum(step => step.Timeout.Ticks));
        return order != 0 ? order : string.CompareOrdinal(other.Name, one.Name);
    }
}
