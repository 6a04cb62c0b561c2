using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Policy;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>
/// How the policy decided: the freezes that hold, every rule with what its predicates saw, what else had a part, and the friction
/// controls that apply.
/// </summary>
internal static class RuleSection
{
    /// <summary>Conditions that are nested deeper stand no further to the right: on a phone there would be no room for them.</summary>
    private const int DeepestIndent = 6;

    public static IEnumerable<JsonObject> Build(PolicyResult policy, CardTexts texts, CardLimits limits)
    {
        FreezeResult[] freezes = [.. policy.Freezes.Where(freeze => freeze.IsFrozen)];
        FrictionResult[] controls = [.. policy.FrictionControls.Where(control => control.Applies)];
        var name = CardText.Plain(policy.PolicyName, limits.Text);
        var digest = CardText.Plain(policy.PolicyDigest, 20);
        return List(texts, freezes, limits.Items, freeze => Freeze(freeze, texts, limits))
            .Concat(List(texts, [.. policy.RulesByPart], limits.Items, rule => Rule(rule, texts, limits)))
            .Concat(List(texts, policy.Grounds, limits.Items, ground => Line(ExplanationNode.Of(ground), 0, limits)))
            .Concat(List(texts, controls, limits.Items, control => Control(control, texts, limits)))
            .Append(Close(Paragraph(Run(texts.PolicyAndDigest(name, digest), subtle: true, size: "Small"))));
    }

    private static JsonObject Rule(RuleResult rule, CardTexts texts, CardLimits limits)
    {
        var title = Paragraph(
            Run($"{(rule.Matched ? texts.Matched : texts.NotMatched)}: ", subtle: !rule.Matched),
            Run(CardText.Plain(rule.Name, limits.Text), bold: rule.Matched),
            Run($" ({texts.Verdict(rule.Verdict)})", subtle: true));
        var conditions = rule.Predicates
            .Select(predicate => ExplanationNode.Of(predicate, counts: rule.Verdict is not Verdict.Release))
            .SelectMany(node => Flatten(node, 0))
            .ToList();
        return Container(null, [title, .. List(texts, conditions, limits.Items / 2, line => Line(line.Node, line.Depth, limits))]);
    }

    private static JsonObject Freeze(FreezeResult freeze, CardTexts texts, CardLimits limits)
    {
        var node = ExplanationNode.Of(freeze);
        return Container(null, [Line(node, 0, limits), .. node.Children.Select(child => Close(Line(child, 1, limits)))]);
    }

    private static JsonObject Line(ExplanationNode node, int depth, CardLimits limits) => Paragraph(
        Run(
            new string('\u2003', Math.Min(depth, DeepestIndent)) + Mark(node.Mark),
            color: node.Mark is ExplanationMark.Yes ? "Good" : null),
        Run(CardText.Plain(node.Text, limits.Text), size: "Small"));

    private static string Mark(ExplanationMark mark) => mark switch
    {
        ExplanationMark.Yes => "✓ ",
        ExplanationMark.Unknown => "? ",
        ExplanationMark.No => "✗ ",
        _ => "",
    };

    private static IEnumerable<(ExplanationNode Node, int Depth)> Flatten(ExplanationNode node, int depth) =>
        node.Children.SelectMany(child => Flatten(child, depth + 1)).Prepend((node, depth));

    private static JsonObject Control(FrictionResult result, CardTexts texts, CardLimits limits)
    {
        var control = result.Control;
        return Container(null,
        [
            Paragraph(
                Run($"{(result.IsEnforced ? texts.FrictionControl : texts.FrictionControlInShadow)}: ", subtle: !result.IsEnforced),
                Run(CardText.Plain(control.Name, limits.Text), bold: result.IsEnforced)),
            Close(Paragraph(Run(CardText.Plain(result.Explanation, limits.Text), size: "Small"))),
            Close(Paragraph(Run(texts.AddedBecause(CardText.Plain(control.Reason, limits.Text)), size: "Small"))),
        ]);
    }
}
