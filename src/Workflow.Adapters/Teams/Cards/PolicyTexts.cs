using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>Why a policy asks for a review, in the reader's words.</summary>
internal static class PolicyTexts
{
    /// <summary>
    /// As it is on record for who reads English, and where more than rules, default and friction controls had a part; else told again.
    /// </summary>
    public static string Reason(CardTexts texts, PolicyResult policy)
    {
        if (texts.AreAsRecorded || policy is not { Verdict: Verdict.RequireReview, Requirement: { } requirement, Grounds.Count: > 0 }
            || policy.Grounds.Any(ground => ground.Kind is GroundKind.BreakGlass or GroundKind.Obstacle))
        {
            return policy.Reason;
        }

        var asked = RequirementTexts.Of(texts, requirement);
        string[] rules = [.. policy.Deciding.Select(texts.Quoted)];
        var controls = policy.FrictionControls
            .Where(one => one.IsEnforced)
            .ToLookup(one => one.Effect ?? FrictionEffect.Raises, one => texts.Quoted(one.Control.Name));
        string[] holding = [.. controls[FrictionEffect.Holds]];
        string?[] sentences =
        [
            holding.Length > 0 ? texts.HeldByFriction(texts.Join(holding), asked)
                : rules.Length == 0 ? texts.AskedByDefault(asked)
                : rules.Length == 1 ? texts.AskedByRule(rules[0], asked)
                : texts.AskedByRules(texts.Join(rules), asked),
            rules.Length > 0 && Decides(policy, GroundKind.Default) ? texts.AskedByDefaultToo : null,
            .. controls[FrictionEffect.Raises].Select(texts.AskedByFriction),
            Decides(policy, GroundKind.Floor) ? texts.AskedByFloor : null,
            Decides(policy, GroundKind.Sample) || Decides(policy, GroundKind.Signs) ? texts.AskedBySample : null,
        ];
        return string.Join(' ', sentences.OfType<string>());
    }

    private static bool Decides(PolicyResult policy, GroundKind kind) =>
        policy.Grounds.Any(ground => ground.Kind == kind && ground.Decides);
}
