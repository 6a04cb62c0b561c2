using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>What all cards have in common: Adaptive Cards of schema 1.5, the newest that Teams renders.</summary>
internal static class CardFrame
{
    /// <summary>Longest URL, in characters, that gets a button: a shortened URL would lead elsewhere.</summary>
    public const int MaxUrlLength = 1000;

    private const int MaxLinks = 3;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON text of a card or of a message that contains one.</summary>
    public static string Write(JsonNode card) => card.ToJsonString(Compact);

    /// <summary>The card that shows most of those that fit into a message.</summary>
    public static JsonObject Fit(Func<CardLimits, JsonObject> compose) => CardLimits.WidestFirst
        .Select(limits => (Limits: limits, Card: compose(limits)))
        .First(one => one.Limits == CardLimits.WidestFirst[^1]
            || JsonSerializer.SerializeToUtf8Bytes(one.Card, Compact).Length <= ApprovalCard.MaxBytes)
        .Card;

    public static JsonObject Of(JsonObject[] body, JsonObject[] actions, string summary)
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["fallbackText"] = summary,
            ["msteams"] = new JsonObject { ["width"] = "Full" },
            ["body"] = new JsonArray([.. body]),
        };
        if (actions.Length > 0)
        {
            card["actions"] = new JsonArray([.. actions]);
        }

        return card;
    }

    /// <summary>What is deployed where.</summary>
    public static string Subject(Review review, CardTexts texts, int max) =>
        texts.Subject(CardText.Plain(review.Request.Service, max), CardText.Plain(review.Request.Environment, max));

    public static string Summarize(Review review, CardStanding standing, CardTexts texts) =>
        $"{CardText.Plain(standing.Title, 100)}: {Subject(review, texts, 60)}";

    /// <param name="more">The gate's own sentences below the rest.</param>
    public static JsonObject Header(
        Review review, CardStanding standing, CardTexts texts, CardLimits limits, params IEnumerable<string> more)
    {
        List<JsonObject> items =
        [
            Paragraph(Run(CardText.Plain(standing.Title, limits.Text), bold: true, color: standing.Color)),
            Close(Paragraph(Run(Subject(review, texts, limits.Text), bold: true, size: "Large"))),
        ];
        if (standing.Explanation is { } explanation)
        {
            items.Add(Close(Paragraph(Run(CardText.Plain(explanation, limits.Sentence)))));
        }

        if (standing.Comment is { } comment)
        {
            items.Add(Close(Paragraph(Run(texts.QuotedComment(CardText.Plain(comment, limits.Sentence))))));
        }

        if (standing.Next is { } next)
        {
            items.Add(Close(TextBlock(next)));
        }

        items.AddRange(more.Select(sentence => Close(TextBlock(sentence))));
        return Container(standing.Style, items, bleed: true);
    }

    /// <summary>Directly above the input, where the reader looks after pressing a button.</summary>
    public static IEnumerable<JsonObject> Notice(string? notice, CardLimits limits)
    {
        if (notice is not null)
        {
            yield return Container(
                "attention", [Paragraph(Run(CardText.Plain(notice, limits.Sentence), bold: true))], id: ApprovalCard.NoticeId);
        }
    }

    public static JsonObject Execute(string title, string verb, string style, Review review) => new()
    {
        ["type"] = "Action.Execute",
        ["title"] = title,
        ["verb"] = verb,
        ["style"] = style,
        ["data"] = new JsonObject
        {
            ["reviewId"] = review.Id.Value,
            ["head"] = review.Request.Commits.Head,
            ["cardVersion"] = ApprovalCard.Version,
        },
    };

    /// <param name="withPipeline">Whether the pipeline's own links are shown too.</param>
    /// <param name="withButtons">The evidence that has buttons of its own, by which the gate sees that it is opened.</param>
    public static IEnumerable<JsonObject> Links(
        Review review,
        CardTexts texts,
        Uri? consoleBaseUrl,
        CardLimits limits,
        bool withPipeline,
        EvidenceKinds withButtons = EvidenceKinds.None)
    {
        var behindButtons = ApprovalRules.Split(withButtons).Select(kind => EvidencePlace.Find(review.Request, kind)).ToList();
        var links = review.Request.Links
            .Where(link => withPipeline && !behindButtons.Contains(link) && link.Url.IsAbsoluteUri && link.Url.Scheme is "https" or "http")
            .Take(MaxLinks);
        if (consoleBaseUrl is not null)
        {
            links = links.Append(new Link(texts.OpenInConsole, new Uri(consoleBaseUrl, $"deployments/{review.Id}")));
        }

        return links
            .Where(link => link.Url.AbsoluteUri.Length <= MaxUrlLength)
            .Select(link => new JsonObject
            {
                ["type"] = "Action.OpenUrl",
                ["title"] = CardText.Plain(link.Title, limits.Text),
                ["url"] = link.Url.AbsoluteUri,
            });
    }
}
