using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>
/// The card that asks a reviewer and later tells them how it ended: an Adaptive Card of schema 1.5, the newest that Teams renders
/// (learn.microsoft.com, "Cards reference"). Built from the review alone, so that it cannot show what is not recorded.
/// </summary>
public static class ApprovalCard
{
    /// <summary>The make of the card's data. A decision from a card of another make is not taken.</summary>
    public const int Version = 1;

    /// <summary>Bytes of the card as UTF-8 JSON; with its message around it, it stays below the 28 KB that Teams is sure to take.</summary>
    public const int MaxBytes = 26_000;

    /// <summary>Verb of the button that approves.</summary>
    public const string ApproveVerb = "approve";

    /// <summary>Verb of the button that rejects.</summary>
    public const string RejectVerb = "reject";

    /// <summary>The element that answers what the reader just did.</summary>
    public const string NoticeId = "notice";

    /// <summary>Longest URL, in characters, that gets a button: a shortened URL would lead elsewhere.</summary>
    internal const int MaxUrlLength = 1000;

    private const int MaxLinks = 3;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="asked">Who reads the card.</param>
    /// <param name="consoleBaseUrl">Where the console is; null for a card without a link to it.</param>
    /// <param name="notice">A sentence for the reader about what they just did.</param>
    /// <param name="inputs">What the reader has entered so far; null for nothing.</param>
    public static JsonObject Build(
        Review review, AskedReviewer asked, Uri? consoleBaseUrl = null, string? notice = null, CardInputs? inputs = null) =>
        CardLimits.WidestFirst
            .Select(limits => Compose(review, asked, CardTexts.For(asked), consoleBaseUrl, notice, inputs ?? CardInputs.None, limits))
            .First(card => card.Limits == CardLimits.WidestFirst[^1]
                || JsonSerializer.SerializeToUtf8Bytes(card.Json, Compact).Length <= MaxBytes)
            .Json;

    /// <summary>The line that a notification shows.</summary>
    public static string Summarize(Review review, AskedReviewer asked)
    {
        var texts = CardTexts.For(asked);
        return $"{CardText.Plain(CardStanding.Of(review, asked, texts).Title, 100)}: {Subject(review, texts, 60)}";
    }

    /// <summary>The JSON text of a card or of a message that contains one.</summary>
    public static string Write(JsonNode card) => card.ToJsonString(Compact);

    /// <summary>What is deployed where.</summary>
    internal static string Subject(Review review, CardTexts texts, int max) =>
        texts.Subject(CardText.Plain(review.Request.Service, max), CardText.Plain(review.Request.Environment, max));

    private static (JsonObject Json, CardLimits Limits) Compose(
        Review review, AskedReviewer asked, CardTexts texts, Uri? consoleBaseUrl, string? notice, CardInputs inputs, CardLimits limits)
    {
        var standing = CardStanding.Of(review, asked, texts);
        JsonObject[] links =
        [
            .. Links(
                review, texts, consoleBaseUrl, limits, withPipeline: standing.AsksForDecision || review.State is ReviewState.Unreported),
        ];
        IEnumerable<JsonObject> body = standing.AsksForDecision
            ? [Header(review, asked, standing, texts, limits), .. Evidence(review, texts, limits),
                ActionSet([DetailSection.Toggle(texts), .. links]),
                DetailSection.Build(review, asked, texts, limits),
                .. DutySection.Evidence(
                    review, asked, texts, consoleBaseUrl, (title, verb) => Execute(title, verb, "default", review, asked)),
                .. DutySection.Checklist(review, inputs, limits), .. Notice(notice, limits), Comment(texts, inputs)]
            : [Header(review, asked, standing, texts, limits), .. Notice(notice, limits),
                .. links.Length == 0 ? (JsonObject[])[] : [ActionSet(links)]];
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["fallbackText"] = Summarize(review, asked),
            ["msteams"] = new JsonObject { ["width"] = "Full" },
            ["body"] = new JsonArray([.. body]),
        };
        if (standing.AsksForDecision)
        {
            card["actions"] = new JsonArray(
                Execute(texts.Approve, ApproveVerb, "positive", review, asked),
                Execute(texts.Reject, RejectVerb, "destructive", review, asked));
        }

        return (card, limits);
    }

    private static IEnumerable<JsonObject> Evidence(Review review, CardTexts texts, CardLimits limits)
    {
        foreach (var element in ChangeSection.Build(review, texts, limits))
        {
            yield return element;
        }

        if (review.Policy is { } policy)
        {
            yield return Fact(texts.WhyLabel, Paragraph(Run(CardText.Plain(policy.Reason, limits.Sentence))));
        }

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

    /// <summary>Directly above the comment, where the reader looks after pressing a button.</summary>
    private static IEnumerable<JsonObject> Notice(string? notice, CardLimits limits)
    {
        if (notice is not null)
        {
            yield return Container("attention", [Paragraph(Run(CardText.Plain(notice, limits.Sentence), bold: true))], id: NoticeId);
        }
    }

    private static JsonObject Header(Review review, AskedReviewer asked, CardStanding standing, CardTexts texts, CardLimits limits)
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

        if (standing.AsksForDecision)
        {
            items.Add(Close(TextBlock(texts.DecideBy(texts.Moment(review.Deadline ?? asked.Deadline)))));
            if (DutySection.Reading(review, asked, texts) is { } reading)
            {
                items.Add(Close(TextBlock(reading)));
            }
        }

        return Container(standing.Style, items, bleed: true);
    }

    private static JsonObject Comment(CardTexts texts, CardInputs inputs)
    {
        var comment = new JsonObject
        {
            ["type"] = "Input.Text",
            ["id"] = "comment",
            ["label"] = texts.CommentLabel,
            ["placeholder"] = texts.CommentPlaceholder,
            ["isMultiline"] = true,
            ["maxLength"] = Decision.MaxCommentLength,
        };
        if (inputs.Comment is { Length: > 0 } entered)
        {
            comment["value"] = CardText.Plain(entered, Decision.MaxCommentLength);
        }

        return comment;
    }

    private static JsonObject Execute(string title, string verb, string style, Review review, AskedReviewer asked) => new()
    {
        ["type"] = "Action.Execute",
        ["title"] = title,
        ["verb"] = verb,
        ["style"] = style,
        ["data"] = new JsonObject
        {
            ["reviewId"] = review.Id.Value,
            ["head"] = review.Request.Commits.Head,
            ["cardVersion"] = Version,
            ["step"] = CardText.Plain(asked.Step, 100),
        },
    };

    private static IEnumerable<JsonObject> Links(
        Review review, CardTexts texts, Uri? consoleBaseUrl, CardLimits limits, bool withPipeline)
    {
        var links = review.Request.Links
            .Where(link => withPipeline && link.Url.IsAbsoluteUri && link.Url.Scheme is "https" or "http")
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
