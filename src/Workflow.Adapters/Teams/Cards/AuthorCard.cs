using System.Text.Json.Nodes;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>
/// The card of those who made a change: whom the deployment waits for and since when, what happens next, what reviewers ask, and how it
/// ended.
/// </summary>
public static class AuthorCard
{
    /// <summary>Verb of the button that answers a question.</summary>
    public const string AnswerVerb = "answer";

    /// <summary>Verb of the button that takes the request back.</summary>
    public const string WithdrawVerb = "withdraw";

    /// <summary>The id of the input that takes the answer.</summary>
    internal const string AnswerInput = "answer";

    public static JsonObject Build(Review review, ToldAuthor author, Uri? consoleBaseUrl = null, string? notice = null)
    {
        var waits = review.Outcome is null && review.IsOpen;
        List<JsonObject> body = [TextBlock(waits ? "Your deployment waits for review" : "Your deployment", bold: true)];
        return new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["version"] = "1.5",
            ["body"] = new JsonArray([.. body]),
        };
    }
}
