using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>Adds friction controls to what a policy says. The verdict is never weaker afterwards.</summary>
public static class FrictionControls
{
    /// <summary>How long a control is still named in results after its end.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromDays(7);

    /// <summary>
    /// A release that an enforced control is about becomes a review by the policy's default ladder; of several demands the strictest
    /// holds; a block stays a block.
    /// </summary>
    /// <param name="result">What <paramref name="policy"/> says.</param>
    /// <param name="controls">All on record: those that are to come or ended within a week are named in the result and change nothing.</param>
    /// <param name="at">When the policy was evaluated.</param>
    /// <param name="unreadable">Why the change cannot be read, in a sentence; null where it was. Nobody can review such a change.</param>
    public static PolicyResult Apply(
        IReadOnlyList<FrictionControl> controls,
        PolicyResult result,
        DeploymentPolicy policy,
        DeploymentRequest request,
        DateTimeOffset at,
        string? unreadable = null) => Apply(controls, result, policy.Default.Ladder, request, at, unreadable);

    private static PolicyResult Apply(
        IReadOnlyList<FrictionControl> controls,
        PolicyResult result,
        IReadOnlyList<EscalationStep> defaultLadder,
        DeploymentRequest request,
        DateTimeOffset at,
        string? unreadable)
    {
        FrictionResult[] found =
            [.. controls.Where(control => at - control.Until < Aftermath).Select(control => Evaluate(control, result, request, at))];
        FrictionControl[] stricter =
            [.. found.Where(one => one.IsEnforced).Select(one => one.Control).Where(one => Raises(one, result))];
        var explained = result with { FrictionControls = found };
        if (stricter.Length == 0)
        {
            return explained;
        }

        if (unreadable is not null)
        {
            var asks = stricter.Length == 1 ? "asks" : "ask";
            var reason = $"The change cannot be read, and {Name(stricter)} {asks} for its review. {unreadable}";
            return explained with
            {
                Verdict = Verdict.Block,
                Reason = reason,
                Requirement = null,
                Escalation = [],
                Grounds = [GroundResult.OfSentence(GroundKind.Obstacle, $"the change cannot be read: {unreadable}"), .. explained.Grounds],
            };
        }

        var requirement = stricter.Select(control => control.Requirement).Aggregate((all, one) => all.And(one));
        requirement = result.Requirement?.And(requirement) ?? requirement;
        var ladder = result.Requirement is null ? defaultLadder : result.Escalation;
        var raise = stricter.Length == 1 ? "raises" : "raise";
        return explained with
        {
            Verdict = Verdict.RequireReview,
            Reason = $"{result.Reason} {Words.Capitalize(Name(stricter))} {raise} that to {requirement}.",
            Requirement = requirement,
            Escalation = EscalationStep.Raise(ladder, requirement.MinimumLevel),
        };
    }

    /// <summary>
    /// What the controls that are enforced now ask for beyond what a review was decided under.
    /// </summary>
    /// <param name="decided">What the policy and earlier controls said.</param>
    /// <returns>The stricter result; null where they ask for nothing more.</returns>
    public static PolicyResult? Raise(
        IReadOnlyList<FrictionControl> controls, PolicyResult decided, DeploymentRequest request, DateTimeOffset at)
    {
        var raised = Apply(controls, decided, decided.DefaultLadder, request, at, unreadable: null);
        if (raised.Verdict is not Verdict.RequireReview || raised.Requirement == decided.Requirement)
        {
            return null;
        }

        return raised.AskedAgain() with
        {
            FrictionControls = KeepEffects(decided.FrictionControls, raised.FrictionControls),
        };
    }

    /// <summary>What controls did before stays on record: what they asked for then is part of what is asked for now.</summary>
    private static FrictionResult[] KeepEffects(IReadOnlyList<FrictionResult> before, IReadOnlyList<FrictionResult> now)
    {
        FrictionResult[] had = [.. before.Where(one => one.Effect is FrictionEffect.Holds or FrictionEffect.Raises)];
        return [.. had, .. now.ExceptBy(had.Select(one => one.Control.Name), one => one.Control.Name)];
    }

    private static FrictionResult Evaluate(
        FrictionControl control, PolicyResult result, DeploymentRequest request, DateTimeOffset at)
    {
        var state = control.StateAt(at);
        var scope = control.Scope.Evaluate(request);
        var applies = state is FrictionState.InForce && scope.All(one => one.Satisfied);
        return new FrictionResult(control, state, applies, scope, Explain(control, state, scope, result))
        {
            Effect = !applies || !Raises(control, result) ? FrictionEffect.None
                : result.Verdict is Verdict.Release ? FrictionEffect.Holds
                : FrictionEffect.Raises,
        };
    }

    private static string Explain(
        FrictionControl control, FrictionState state, IReadOnlyList<PredicateResult> scope, PolicyResult result)
    {
        var end = Words.Of(control.Until);
        if (state is not FrictionState.InForce)
        {
            return control.End is { } early && early.At <= control.Until
                ? $"Ended at {end} by {early.By}: {early.Reason}"
                : state is FrictionState.Ended ? $"Ended at {end}." : $"Not in force before {Words.Of(control.Starts)}.";
        }

        string[] outside = [.. scope.Where(one => !one.Satisfied).Select(one => one.Description)];
        if (outside.Length > 0)
        {
            return $"Not about this deployment: {string.Join("; ", outside)}.";
        }

        var already = result.Verdict is Verdict.Block
            ? " The policy blocks the deployment anyway."
            : Raises(control, result) ? "" : " The policy asks for that anyway.";
        return control.Mode is FrictionMode.Enforce
            ? $"Asks for {control.Requirement} until {end}.{already}"
            : $"Not enforced (shadow): would ask for {control.Requirement} until {end}.{already}";
    }

    private static bool Raises(FrictionControl control, PolicyResult result) =>
        result.Verdict is not Verdict.Block
        && (result.Requirement is not { } before || before.And(control.Requirement) != before);

    private static string Name(FrictionControl[] controls)
    {
        var names = string.Join(" and ", controls.Select(control => $"'{control.Name}' (until {Words.Of(control.Until)})"));
        return controls.Length == 1 ? $"friction control {names}" : $"friction controls {names}";
    }
}
