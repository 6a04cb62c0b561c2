using Workflow.Core.Deployments;

namespace Workflow.Core.Policy;

/// <summary>Applies a policy to the facts of one deployment.</summary>
public static class PolicyEvaluator
{
    /// <summary>
    /// Freeze beats everything, block beats review, review beats release; a protected environment without a matching rule gets the
    /// default review, to which rules about findings of risk add. No rule releases what needs a senior by the gate's own promise.
    /// </summary>
    public static PolicyResult Evaluate(DeploymentPolicy policy, PolicyFacts facts)
    {
        var judgement = Judgement.Of(policy, facts);
        var reason = JudgementText.Explain(judgement, policy, facts);
        if (judgement.Ground is Ground.UnknownEnvironment)
        {
            return Blocked(policy, reason) with { Grounds = JudgementGrounds.List(judgement, policy, facts) };
        }

        var asksRules = judgement.Ground is Ground.Default or Ground.Floor or Ground.Rules;
        return new PolicyResult(
            judgement.Verdict,
            reason,
            policy.Name,
            policy.Digest,
            asksRules ? [.. policy.Rules.Select(rule => Explain(rule, facts))] : [],
            judgement.Requirement,
            judgement.Escalation,
            judgement.Ground is not Ground.Freeze && policy.Environments[facts.Request.Environment].SupersedesOlder)
        {
            Deciding = JudgementText.NamesOf(judgement),
            Freezes = ListFreezes(policy, facts.Request, facts.At),
            Reviewers = policy.Reviewers,
            SignsAnsweredShare = policy.SignsAnsweredShare,
            Grounds = JudgementGrounds.List(judgement, policy, facts),
        };
    }

    /// <summary>The same decision without its explanation: for those who evaluate thousands.</summary>
    public static PolicyDecision Decide(DeploymentPolicy policy, PolicyFacts facts)
    {
        var judgement = Judgement.Of(policy, facts);
        return new PolicyDecision(
            judgement.Verdict, judgement.Requirement, judgement.Escalation, JudgementText.NamesOf(judgement));
    }

    /// <summary>The verdict on a change that cannot be read: an environment that needs no facts is released all the same.</summary>
    /// <param name="problem">Why it cannot be read, in a sentence.</param>
    public static PolicyResult WithoutFacts(DeploymentPolicy policy, DeploymentRequest request, string problem, DateTimeOffset at)
    {
        var frozen = Judgement.FindFreeze(policy, request, at);
        var where = JudgementGrounds.Environment(policy, request.Environment, frozen is not null);
        if (!policy.Environments.TryGetValue(request.Environment, out var environment))
        {
            return Blocked(policy, JudgementText.UnknownEnvironment(policy, request.Environment)) with { Grounds = [where] };
        }

        var isUnreadable = frozen is null && environment.IsProtected;
        var result = frozen is not null ? Blocked(policy, JudgementText.Frozen(frozen))
            : isUnreadable ? Blocked(policy, $"The change cannot be read. {problem}")
            : new PolicyResult(
                Verdict.Release,
                JudgementText.Unprotected(request.Environment),
                policy.Name,
                policy.Digest,
                [],
                null,
                [],
                environment.SupersedesOlder);
        return result with
        {
            Freezes = ListFreezes(policy, request, at),
            Grounds = isUnreadable
                ? [GroundResult.OfSentence(GroundKind.Obstacle, $"the change cannot be read: {problem}"), where]
                : [where],
        };
    }

    private static FreezeResult[] ListFreezes(DeploymentPolicy policy, DeploymentRequest request, DateTimeOffset at) =>
        [.. policy.Freezes.Select(freeze => freeze.Evaluate(request, at)).OfType<FreezeResult>()];

    private static PolicyResult Blocked(DeploymentPolicy policy, string reason) =>
        new(Verdict.Block, reason, policy.Name, policy.Digest, [], null, []);

    private static RuleResult Explain(PolicyRule rule, PolicyFacts facts) =>
        new(rule.Name, rule.Matches(facts), rule.Verdict, [.. rule.Predicates.Select(predicate => predicate.Explain(facts))]);
}
