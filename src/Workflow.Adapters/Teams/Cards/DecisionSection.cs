using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>What was decided so far, by whom and with which words.</summary>
internal static class DecisionSection
{
    public static IEnumerable<JsonObject> Build(Review review, CardTexts texts, CardLimits limits)
    {
        if (review.Decisions.Count > 0)
        {
            yield return Fact(texts.DecisionsLabel, [.. List(texts, review.Decisions, limits.Items, one => Paragraph(
                Run(Decided(one, texts, limits)),
                Run(one.Comment is null ? string.Empty : $": {CardText.Plain(one.Comment, limits.Text)}", subtle: true)))]);
        }
    }

    private static string Decided(JudgedDecision one, CardTexts texts, CardLimits limits)
    {
        var name = CardText.Plain(one.ReviewerName, limits.Text);
        return one.Kind is DecisionKind.Approve ? texts.PersonApproved(name) : texts.PersonRejected(name);
    }
}
