namespace Workflow.Core.Policy;

/// <summary>What a line of an explanation has to say.</summary>
public enum ExplanationMark
{
    /// <summary>It is neither here nor there.</summary>
    None,

    /// <summary>It holds.</summary>
    Yes,

    /// <summary>It does not hold.</summary>
    No,

    /// <summary>It could not be found out.</summary>
    Unknown,
}

/// <summary>A line of an explanation with those below it. Made from a stored result, so that every reader sees the same tree.</summary>
public sealed record ExplanationNode(string Text, ExplanationMark Mark, IReadOnlyList<ExplanationNode> Children)
{
    /// <summary>The whole explanation: the verdict, and below it all that was looked at; of the rules those first that made it.</summary>
    public static ExplanationNode Of(PolicyResult result) => new(
        $"{Words.Capitalize(Words.Of(result.Verdict))}: {result.Reason}",
        ExplanationMark.None,
        [
            .. result.Grounds.Where(ground => ground.Kind <= GroundKind.Environment).Select(Of),
            .. result.Freezes.Select(Of),
            .. result.RulesByPart.Select(Rule),
            .. result.Grounds.Where(ground => ground.Kind > GroundKind.Environment).Select(Of),
            .. result.FrictionControls.Select(Friction),
            .. Needs(result),
            Leaf($"policy '{result.PolicyName}', SHA-256 {result.PolicyDigest}"),
        ]);

    /// <summary>A condition with those that it combines.</summary>
    /// <param name="counts">Whether a condition that could not be found out counts as holding.</param>
    public static ExplanationNode Of(PredicateResult predicate, bool counts)
    {
        var mark = predicate.IsUnknown ? ExplanationMark.Unknown : predicate.Satisfied ? ExplanationMark.Yes : ExplanationMark.No;
        var text = (predicate.Name, predicate.Parts) switch
        {
            (AllPredicate.Keyword, _) => "all of",
            (AnyPredicate.Keyword, _) => "any of",
            (NotPredicate.Keyword, _) => "not",
            _ => predicate.Description,
        };
        return new ExplanationNode(
            predicate.IsUnknown ? $"{text}: counts as {(counts ? "" : "not ")}satisfied" : text,
            mark,
            [.. predicate.Parts.Select(part => Of(part, predicate.Name is NotPredicate.Keyword ? !counts : counts))]);
    }

    /// <summary>What is neither a rule, a freeze window nor a friction control.</summary>
    public static ExplanationNode Of(GroundResult ground) =>
        new(ground.Explanation, ground.Decides ? ExplanationMark.Yes : ExplanationMark.None, []);

    /// <summary>A freeze window with its times.</summary>
    public static ExplanationNode Of(FreezeResult freeze) => new(
        $"freeze window '{freeze.Name}' {(freeze.Until is { } until ? $"holds until {Words.Of(until)}" : "does not hold now")}",
        freeze.IsFrozen ? ExplanationMark.Yes : ExplanationMark.No,
        [Leaf(freeze.Description)]);

    private static ExplanationNode Rule(RuleResult rule)
    {
        var counts = rule.Verdict is not Verdict.Release;
        ExplanationNode[] conditions = [.. rule.Predicates.Select(predicate => Of(predicate, counts))];
        return new ExplanationNode(
            $"rule '{rule.Name}' ({Words.Of(rule.Verdict)}) {(rule.Matched ? "matched" : "did not match")}",
            rule.Matched ? ExplanationMark.Yes : ExplanationMark.No,
            conditions.Length > 0 ? conditions : [Leaf("there are no conditions: every deployment matches")]);
    }

    private static ExplanationNode Friction(FrictionResult friction) => new(
        $"friction control '{friction.Control.Name}': {friction.Explanation}",
        friction.IsEnforced ? ExplanationMark.Yes : friction.Applies ? ExplanationMark.None : ExplanationMark.No,
        [
            Leaf($"added because: {friction.Control.Reason}"),
            .. friction.Scope.Select(one => Of(one, counts: true)),
        ]);

    private static IEnumerable<ExplanationNode> Needs(PolicyResult result) =>
        result.Requirement is not { } requirement
            ? []
            :
            [
                new ExplanationNode(
                    $"a release needs {requirement}",
                    ExplanationMark.None,
                    [
                        .. requirement.Checklist.Select(item => Leaf($"to tick: {item}")),
                        .. result.Escalation.Select(step => Leaf($"step '{step.Name}' {StepText.Of(step)}")),
                    ]),
            ];

    private static ExplanationNode Leaf(string text) => new(text, ExplanationMark.None, []);
}
