using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>
/// The card that asks a reviewer and later tells them how it ended (learn.microsoft.com, "Cards reference"). Built from the review alone,
/// so that it cannot show what is not recorded.
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

    /// <param name="asked">Who reads the card.</param>
    /// <param name="consoleBaseUrl">Where the console is; null for a card without a link to it.</param>
    /// <param name="notice">A sentence for the reader about what they just did.</param>
    /// <param name="inputs">What the reader has entered so far; null for nothing.</param>
    public static JsonObject Build(
        Review review, AskedReviewer asked, Uri? consoleBaseUrl = null, string? notice = null, CardInputs? inputs = null) =>
        CardFrame.Fit(limits => Compose(review, asked, CardTexts.For(asked), consoleBaseUrl, notice, inputs ?? CardInputs.None, limits));

    /// <summary>The line that a notification shows.</summary>
    public static string Summarize(Review review, AskedReviewer asked)
    {
        var texts = CardTexts.For(asked);
        return CardFrame.Summarize(review, CardStanding.Of(review, asked, texts), texts);
    }

    private static JsonObject Compose(
        Review review, AskedReviewer asked, CardTexts texts, Uri? consoleBaseUrl, string? notice, CardInputs inputs, CardLimits limits)
    {
        var standing = CardStanding.Of(review, asked, texts);
        var withPipeline = standing.AsksForDecision || review.State is ReviewState.Unreported;
        var seen = standing.AsksForDecision ? EvidencePlace.FindSeen(review) : EvidenceKinds.None;
        JsonObject[] links =
        [
            .. standing.AsksForDecision ? DutySection.DecisionPage(review, texts, consoleBaseUrl) : [],
            .. CardFrame.Links(review, texts, consoleBaseUrl, limits, withPipeline, seen),
        ];
        JsonObject[] body = standing.AsksForDecision
            ? [CardFrame.Header(review, standing, texts, limits, Duties(review, asked, texts)), .. Evidence(review, texts, limits),
                ActionSet([DetailSection.Toggle(texts), .. links]),
                DetailSection.Build(review, asked, texts, limits),
                .. ConversationSection.Questions(review, texts, limits),
                .. DutySection.Evidence(
                    review, asked, texts, consoleBaseUrl, (title, verb) => Execute(title, verb, "default", review, asked)),
                .. DutySection.Checklist(review, inputs, limits), .. CardFrame.Notice(notice, limits),
                TextInput("comment", texts.CommentOrQuestionLabel, inputs.Comment, texts.CommentPlaceholder)]
            : [CardFrame.Header(review, standing, texts, limits), .. CardFrame.Notice(notice, limits),
                .. links.Length == 0 ? (JsonObject[])[] : [ActionSet(links)]];
        JsonObject[] actions = !standing.AsksForDecision ? [] :
        [
            Execute(texts.Approve, ApproveVerb, "positive", review, asked),
            Execute(texts.Reject, RejectVerb, "destructive", review, asked),
            .. ConversationSection.Actions(review, asked, texts, (title, verb) => Execute(title, verb, "default", review, asked)),
        ];
        return CardFrame.Of(body, actions, CardFrame.Summarize(review, standing, texts));
    }

    private static IEnumerable<JsonObject> Evidence(Review review, CardTexts texts, CardLimits limits)
    {
        foreach (var element in ChangeSection.Build(review, texts, limits))
        {
            yield return element;
        }

        if (review.Policy is { } policy)
        {
            yield return Fact(texts.WhyLabel, Paragraph(Run(CardText.Plain(PolicyTexts.Reason(texts, policy), limits.Sentence))));
        }

        foreach (var decisions in DecisionSection.Build(review, texts, limits))
        {
            yield return decisions;
        }
    }

    private static IEnumerable<string> Duties(Review review, AskedReviewer asked, CardTexts texts)
    {
        yield return texts.DecideBy(texts.Moment(review.Deadline ?? asked.Deadline));
        if (DutySection.Reading(review, asked, texts) is { } reading)
        {
            yield return reading;
        }

        if (review.Policy?.Requirement is { } requirement && requirement.FreshSignIn > TimeSpan.Zero)
        {
            yield return texts.SignInNeeded;
        }

        if (asked.SnoozedUntil > review.UpdatedAt)
        {
            yield return texts.NoReminderUntil(texts.Moment(asked.SnoozedUntil.Value));
        }
    }

    private static JsonObject Execute(string title, string verb, string style, Review review, AskedReviewer asked)
    {
        var action = CardFrame.Execute(title, verb, style, review);
        action["data"]!["step"] = CardText.Plain(asked.Step, 100);
        return action;
    }
}
