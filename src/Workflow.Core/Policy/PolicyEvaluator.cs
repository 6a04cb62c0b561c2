using Workflow.Core.Deployments;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>Applies a policy to the facts of one deployment.</summary>
public static class PolicyEvaluator
{
    /// <summary>
    /// What no policy can lower: an AI-assisted change by a junior or mid-level engineer, or by an agent, and whoever wrote it one that
    /// can destroy something of great worth for good, reaches a protected environment only after a senior approved it.
    /// </summary>
    private static readonly ReviewRequirement Floor = new(Level.Senior, 1);

    /// <summary>
    /// Block beats review, review beats release; a protected environment without a matching rule gets the default review, to which rules
    /// about findings of risk add. No rule releases what needs a senior by the gate's own promise.
    /// </summary>
    public static PolicyResult Evaluate(DeploymentPolicy policy, PolicyFacts facts)
    {
        if (FindEnvironmentDefect(policy, facts.Request) is { } defect)
        {
            return Blocked(policy, defect);
        }

        var environment = policy.Environments[facts.Request.Environment];
        FreezeResult[] freezes = [.. policy.Freezes.Select(freeze => freeze.Evaluate(facts.Request, facts.At)).OfType<FreezeResult>()];
        if (freezes.Where(freeze => freeze.IsFrozen).MaxBy(freeze => freeze.Until) is { } frozen)
        {
            var reason = $"Freeze window '{frozen.Name}' holds until {Words.Of(frozen.Until!.Value)}. Only break-glass gets through.";
            return Blocked(policy, reason) with { Freezes = freezes };
        }

        return environment.IsProtected
            ? Protected(policy, facts, environment) with { Freezes = freezes }
            : Unprotected(policy, facts.Request) with { Freezes = freezes };
    }

    /// <summary>The same without the explanation: for those who evaluate thousands.</summary>
    public static PolicyDecision Decide(DeploymentPolicy policy, PolicyFacts facts)
    {
        var result = Evaluate(policy, facts);
        return new PolicyDecision(result.Verdict, result.Requirement, result.Escalation, result.Deciding);
    }

    private static PolicyResult Protected(DeploymentPolicy policy, PolicyFacts facts, EnvironmentSettings environment)
    {

        var reserved = FindReserved(facts.Assessment);
        var fallback = reserved is null ? policy.Default.Requirement : policy.Default.Requirement.And(Floor);

        RuleResult[] results = [.. policy.Rules.Select(rule => Apply(rule, facts))];
        (PolicyRule Rule, RuleResult Result)[] matched =
            [.. policy.Rules.Zip(results).Where(pair => pair.Second.Matched)];
        if (matched.Length == 0)
        {
            var reason = $"No rule matched; the default asks for {fallback}.";
            return Result(policy, Verdict.RequireReview, reason, results, environment, fallback, policy.Default.Ladder);
        }

        var verdict = matched.Max(match => match.Rule.Verdict);
        (PolicyRule Rule, RuleResult Result)[] deciding = [.. matched.Where(match => match.Rule.Verdict == verdict)];
        string[] names = [.. deciding.Select(match => match.Rule.Name)];
        if (verdict is Verdict.Release && reserved is not null)
        {
            var reason = $"{Explain(deciding, "release")} No rule can release {reserved}; the default asks for {fallback}.";
            return Result(policy, Verdict.RequireReview, reason, results, environment, fallback, policy.Default.Ladder);
        }

        if (verdict is not Verdict.RequireReview)
        {
            return Result(policy, verdict, Explain(deciding, verdict is Verdict.Block ? "block" : "release"), results, environment) with
            {
                Deciding = names,
            };
        }

        var requirement = deciding.Select(match => match.Rule.Demand!.Requirement).Aggregate((all, one) => all.And(one));
        requirement = reserved is null ? requirement : requirement.And(Floor);
        var explanation = Explain(deciding, "ask", $" for {requirement}");
        var needsDefault = reserved is not null || matched.Length == deciding.Length;
        if (needsDefault && deciding.All(match => match.Rule.IsAboutFindings) && requirement.And(fallback) is var both && both != requirement)
        {
            // Without the findings the default would hold, and they must not lower what it asks for.
            requirement = both;
            explanation += $" With the default, which no finding replaces, that is {requirement}.";
        }

        return Result(policy, verdict, explanation, results, environment, requirement, deciding[0].Rule.Demand!.Ladder) with
        {
            Deciding = names,
        };
    }

    private static string? FindEnvironmentDefect(DeploymentPolicy policy, DeploymentRequest request) =>
        policy.Environments.ContainsKey(request.Environment)
            ? null
            : $"The environment '{request.Environment}' is not in the policy; it knows {string.Join(", ", policy.Environments.Keys.Order(StringComparer.Ordinal))}.";

    /// <summary>The verdict on a change that cannot be read: an environment that needs no facts is released all the same.</summary>
    /// <param name="problem">Why it cannot be read, in a sentence.</param>
    public static PolicyResult WithoutFacts(DeploymentPolicy policy, DeploymentRequest request, string problem) =>
        FindEnvironmentDefect(policy, request) is { } defect
            ? Blocked(policy, defect)
            : policy.Environments[request.Environment].IsProtected
                ? Blocked(policy, $"The change cannot be read. {problem}")
                : Unprotected(policy, request);

    private static PolicyResult Blocked(DeploymentPolicy policy, string reason) =>
        new(Verdict.Block, reason, policy.Name, policy.Digest, [], null, []);

    private static PolicyResult Unprotected(DeploymentPolicy policy, DeploymentRequest request) => Result(
        policy,
        Verdict.Release,
        $"The environment '{request.Environment}' is not protected.",
        [],
        policy.Environments[request.Environment]);

    /// <summary>What about a change is reserved to a senior, as the object of a sentence; null where nothing is.</summary>
    private static string? FindReserved(ChangeAssessment assessment)
    {
        var isAi = assessment.Provenance.Kind switch
        {
            ProvenanceKind.None => false,
            ProvenanceKind.Agent => true,
            _ => assessment.AuthorLevel < Level.Senior,
        };
        return isAi ? "what AI wrote with or for less than a senior"
            : assessment.Risk is { IsCriticalForGood: true } ? "what can destroy something of great worth for good"
            : null;
    }

    private static RuleResult Apply(PolicyRule rule, PolicyFacts facts)
    {
        PredicateResult[] results = [.. rule.Predicates.Select(predicate => predicate.Explain(facts))];
        return new RuleResult(rule.Name, rule.Matches(facts), rule.Verdict, results);
    }

    private static PolicyResult Result(
        DeploymentPolicy policy,
        Verdict verdict,
        string reason,
        IReadOnlyList<RuleResult> rules,
        EnvironmentSettings environment,
        ReviewRequirement? requirement = null,
        IReadOnlyList<EscalationStep>? ladder = null)
    {
        var steps = EscalationStep.Raise(ladder ?? [], requirement?.MinimumLevel ?? Level.Junior);
        return new PolicyResult(
            verdict, reason, policy.Name, policy.Digest, rules, requirement, steps, environment.SupersedesOlder);
    }

    private static string Explain((PolicyRule Rule, RuleResult Result)[] deciding, string verb, string forWhat = "")
    {
        var names = string.Join(" and ", deciding.Select(match => $"'{match.Rule.Name}'"));
        var because = string.Join("; ", deciding[0].Result.Predicates.Select(result => result.Description));
        var tail = because.Length == 0 ? "" : $": {because}";
        return deciding.Length == 1 ? $"Rule {names} {verb}s{forWhat}{tail}." : $"Rules {names} {verb}{forWhat}{tail}.";
    }
}
