using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>Applies a policy to the facts of one deployment.</summary>
public static class PolicyEvaluator
{
    /// <summary>
    /// Block beats review, review beats release; a protected environment without a matching rule gets the default review.
    /// </summary>
    public static PolicyResult Evaluate(DeploymentPolicy policy, PolicyFacts facts)
    {
        if (FindEnvironmentDefect(policy, facts.Request) is { } defect)
        {
            return Blocked(policy, defect);
        }

        var environment = policy.Environments[facts.Request.Environment];
        if (!environment.IsProtected)
        {
            var reason = $"The environment '{facts.Request.Environment}' is not protected.";
            return Result(policy, Verdict.Release, reason, [], environment);
        }

        RuleResult[] results = [.. policy.Rules.Select(rule => Apply(rule, facts))];
        (PolicyRule Rule, RuleResult Result)[] matched =
            [.. policy.Rules.Zip(results).Where(pair => pair.Second.Matched)];
        if (matched.Length == 0)
        {
            var demand = policy.Default;
            var reason = $"No rule matched; the default asks for {Describe(demand.Requirement)}.";
            return Result(policy, Verdict.RequireReview, reason, results, environment, demand.Requirement, demand.Ladder);
        }

        var verdict = matched.Max(match => match.Rule.Verdict);
        (PolicyRule Rule, RuleResult Result)[] deciding = [.. matched.Where(match => match.Rule.Verdict == verdict)];
        if (verdict is not Verdict.RequireReview)
        {
            return Result(policy, verdict, Explain(deciding, verdict is Verdict.Block ? "block" : "release"), results, environment);
        }

        var requirement = deciding.Select(match => match.Rule.Demand!.Requirement).Aggregate((all, one) => all.And(one));
        var explanation = Explain(deciding, "ask", $" for {Describe(requirement)}");
        return Result(policy, verdict, explanation, results, environment, requirement, deciding[0].Rule.Demand!.Ladder);
    }

    /// <summary>Why a request's environment makes it impossible to evaluate; null where it does not.</summary>
    public static string? FindEnvironmentDefect(DeploymentPolicy policy, DeploymentRequest request) =>
        policy.Environments.ContainsKey(request.Environment)
            ? null
            : $"The environment '{request.Environment}' is not in the policy; it knows {string.Join(", ", policy.Environments.Keys.Order(StringComparer.Ordinal))}.";

    /// <summary>A block for a reason outside the rules, such as a change that cannot be read.</summary>
    public static PolicyResult Blocked(DeploymentPolicy policy, string reason) =>
        new(Verdict.Block, reason, policy.Name, policy.Digest, [], null, []);

    private static RuleResult Apply(PolicyRule rule, PolicyFacts facts)
    {
        PredicateResult[] results = [.. rule.Predicates.Select(predicate => predicate.Evaluate(facts))];
        return new RuleResult(rule.Name, results.All(result => result.Satisfied), rule.Verdict, results);
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
        var minimum = requirement?.MinimumLevel ?? Level.Junior;
        EscalationStep[] steps =
        [
            .. (ladder ?? []).Select(step => step with { MinimumLevel = step.MinimumLevel < minimum ? minimum : step.MinimumLevel }),
        ];
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

    private static string Describe(ReviewRequirement requirement) =>
        $"{requirement.Approvals} approval{(requirement.Approvals == 1 ? "" : "s")} by {Words.Of(requirement.MinimumLevel)} or above";
}
