using System.Text.Json.Nodes;
using Workflow.Core;
using Workflow.Core.Policy;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>How the policy decided: every rule with what its predicates saw, and the friction controls that apply.</summary>
internal static class RuleSection
{
    public static IEnumerable<JsonObject> Build(PolicyResult policy, CardLimits limits)
    {
        // The rules that matched explain the verdict; the others matter less and come after them.
        RuleResult[] ordered = [.. policy.Rules.OrderByDescending(rule => rule.Matched)];
        FrictionResult[] controls = [.. policy.FrictionControls.Where(control => control.Applies)];
        var name = CardText.Plain(policy.PolicyName, limits.Text);
        var digest = CardText.Plain(policy.PolicyDigest, 20);
        return List(ordered, limits.Items, rule => Rule(rule, limits))
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
        return Container(null, [title, .. List(conditions, limits.Items / 2, line => Condition(line.Node, line.Depth, limits))]);
    }

    private static JsonObject Condition(ExplanationNode node, int depth, CardLimits limits) => Paragraph(
        Run(new string('\u2003', depth) + Mark(node.Mark), color: node.Mark is ExplanationMark.Yes ? "Good" : null),
        Run(CardText.Plain(node.Text, limits.Text), size: "Small"));

    private static string Mark(ExplanationMark mark) => mark switch
    {
        ExplanationMark.Yes => "✓ ",
        ExplanationMark.Unknown => "? ",
        _ => "✗ ",
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
