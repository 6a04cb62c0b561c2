using System.Text.Json.Nodes;
using Workflow.Core;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>Why a review is asked for, who else was asked, and what was decided so far.</summary>
internal static class ReviewSection
{
    private const string RulesId = "rules";

    public static IEnumerable<JsonObject> Build(Review review, AskedReviewer asked, CardLimits limits)
    {
        if (review.Policy is { } policy)
        {
            yield return Fact("Policy", Paragraph(Run(CardText.Plain(policy.Reason, limits.Sentence))));
        }

        yield return Fact("Why you", Paragraph(Run(CardText.Plain(asked.Why, limits.Sentence))));
        var others = review.Asked.Where(one => one.Person.Id != asked.Person.Id).ToList();
        if (others.Count > 0)
        {
            yield return Fact("Also asked", [.. List(others, limits.Items, one => Paragraph(
                Run($"{CardText.Plain(one.Person.Name, limits.Text)} ({Words.Of(one.Person.Level)})"),
                Run(one.Undeliverable is null ? string.Empty : ", could not be reached", subtle: true)))]);
        }

        if (review.Decisions.Count > 0)
        {
            yield return Fact("Decisions", [.. List(review.Decisions, limits.Items, one => Decision(one, limits))]);
        }

        if (review.Policy is { Rules.Count: > 0 } explained)
        {
            yield return ActionSet([new JsonObject
            {
                ["type"] = "Action.ToggleVisibility",
                ["title"] = "Show how the policy decided",
                ["targetElements"] = new JsonArray(RulesId),
            }]);
            yield return Rules(explained, limits);
        }
    }

    private static JsonObject Decision(JudgedDecision decision, CardLimits limits) => Paragraph(
        Run($"{CardText.Plain(decision.ReviewerName, limits.Text)} {(decision.Kind is DecisionKind.Approve ? "approved" : "rejected")}"),
        Run(decision.Comment is null ? string.Empty : $": {CardText.Plain(decision.Comment, limits.Text)}", subtle: true));

    private static JsonObject Rules(PolicyResult policy, CardLimits limits)
    {
        // The rules that matched explain the verdict; the others matter less and come after them.
        RuleResult[] ordered = [.. policy.Rules.OrderByDescending(rule => rule.Matched)];
        var name = CardText.Plain(policy.PolicyName, limits.Text);
        var digest = CardText.Plain(policy.PolicyDigest, 20);
        var container = Container("emphasis", List(ordered, limits.Items, rule => Rule(rule, limits)), id: RulesId);
        container["isVisible"] = false;
        container["items"]!.AsArray().Add(Close(Paragraph(Run($"Policy {name}, digest {digest}", subtle: true, size: "Small"))));
        return container;
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
}
