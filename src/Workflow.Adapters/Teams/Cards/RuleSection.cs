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
        var predicates = List(rule.Predicates, limits.Items / 2, predicate => Paragraph(
            Run(predicate.Satisfied ? "✓ " : "✗ ", color: predicate.Satisfied ? "Good" : null),
            Run(CardText.Plain(predicate.Description, limits.Text), size: "Small")));
        return Container(null, [title, .. predicates]);
    }

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
