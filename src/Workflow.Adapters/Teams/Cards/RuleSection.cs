using System.Text.Json.Nodes;
using Workflow.Core;
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

    public static IEnumerable<JsonObject> Build(PolicyResult policy, CardLimits limits)
    {
        FreezeResult[] freezes = [.. policy.Freezes.Where(freeze => freeze.IsFrozen)];
        FrictionResult[] controls = [.. policy.FrictionControls.Where(control => control.Applies)];
        var name = CardText.Plain(policy.PolicyName, limits.Text);
        var digest = CardText.Plain(policy.PolicyDigest, 20);
        return List(freezes, limits.Items, freeze => Freeze(freeze, limits))
            .Concat(List([.. policy.RulesByPart], limits.Items, rule => Rule(rule, limits)))
            .Concat(List(policy.Grounds, limits.Items, ground => Line(ExplanationNode.Of(ground), 0, limits)))
            .Concat(List(controls, limits.Items, control => Control(control, limits)))
            .Append(Close(Paragraph(Run($"Policy {name}, digest {digest}", subtle: true, size: "Small"))));
    }

    private static JsonObject Rule(RuleResult rule, CardLimits limits)
    {
        var title = Paragraph(
            Run(rule.Matched ? "Matched: " : "Not matched: ", subtle: !rule.Matched),
            Run(CardText.Plain(rule.Name, limits.Text), bold: rule.Matched),
            Run($" ({Words.Of(rule.Verdict)})", subtle: true));
        var conditions = rule.Predicates
            .Select(predicate => ExplanationNode.Of(predicate, counts: rule.Verdict is not Verdict.Release))
            .SelectMany(node => Flatten(node, 0))
            .ToList();
        return Container(null, [title, .. List(conditions, limits.Items / 2, line => Line(line.Node, line.Depth, limits))]);
    }

    private static JsonObject Freeze(FreezeResult freeze, CardLimits limits)
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

    private static JsonObject Control(FrictionResult result, CardLimits limits)
    {
        var control = result.Control;
        return Container(null,
        [
            Paragraph(
                Run(result.IsEnforced ? "Friction control: " : "Friction control in shadow: ", subtle: !result.IsEnforced),
                Run(CardText.Plain(control.Name, limits.Text), bold: result.IsEnforced)),
            Close(Paragraph(Run(CardText.Plain(result.Explanation, limits.Text), size: "Small"))),
            Close(Paragraph(Run($"Added because: {CardText.Plain(control.Reason, limits.Text)}", size: "Small"))),
        ]);
    }
}
