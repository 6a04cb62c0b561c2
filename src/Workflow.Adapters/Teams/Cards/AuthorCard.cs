using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Texts;
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

    /// <summary>The name of the question's id in the button's data.</summary>
    internal const string QuestionData = "questionId";

    /// <param name="author">Who reads the card.</param>
    /// <param name="consoleBaseUrl">Where the console is; null for a card without a link to it.</param>
    /// <param name="notice">A sentence for the reader about what they just did.</param>
    /// <param name="answer">What the reader has entered so far; null for nothing.</param>
    public static JsonObject Build(
        Review review, ToldAuthor author, Uri? consoleBaseUrl = null, string? notice = null, string? answer = null) =>
        CardFrame.Fit(limits => Compose(review, CardTexts.In(author.Person.Language), consoleBaseUrl, notice, answer, limits));

    /// <summary>The line that a notification shows.</summary>
    public static string Summarize(Review review, ToldAuthor author)
    {
        var texts = CardTexts.In(author.Person.Language);
        return CardFrame.Summarize(review, CardStanding.OfAuthor(review, texts), texts);
    }

    private static JsonObject Compose(
        Review review, CardTexts texts, Uri? consoleBaseUrl, string? notice, string? answer, CardLimits limits)
    {
        var standing = CardStanding.OfAuthor(review, texts);
        var waits = CardStanding.Waits(review);
        var open = waits ? ConversationSection.FindOpen(review) : null;
        JsonObject[] links = [.. CardFrame.Links(review, texts, consoleBaseUrl, limits, withPipeline: !waits)];
        JsonObject[] body =
        [
            CardFrame.Header(review, standing, texts, limits),
            .. waits ? Waiting(review, texts, limits) : [],
            .. ConversationSection.Questions(review, texts, limits),
            .. CardFrame.Notice(notice, limits),
            .. open is null ? [] : new[] { TextInput(AnswerInput, texts.AnswerLabel, answer) },
            .. links.Length == 0 ? [] : new[] { ActionSet(links) },
        ];
        JsonObject[] actions = !waits ? [] :
        [
            .. open is null ? [] : new[] { With(CardFrame.Execute(texts.Answer, AnswerVerb, "positive", review), open.Id) },
            .. review.AfterTheFactOf is null ? new[] { CardFrame.Execute(texts.Withdraw, WithdrawVerb, "destructive", review) } : [],
        ];
        return CardFrame.Of(body, actions, CardFrame.Summarize(review, standing, texts));
    }

    private static IEnumerable<JsonObject> Waiting(Review review, CardTexts texts, CardLimits limits)
    {
        yield return Fact(texts.WaitsForLabel, [.. WaitsFor(review, texts, limits)]);
        yield return Fact(texts.WhatNextLabel, TextBlock(Next(review, texts)));
        foreach (var decisions in DecisionSection.Build(review, texts, limits))
        {
            yield return decisions;
        }
    }

    /// <summary>Those who were asked, can decide and have not.</summary>
    internal static IEnumerable<JsonObject> WaitsFor(Review review, CardTexts texts, CardLimits limits)
    {
        AskedReviewer[] silent =
        [
            .. review.Asked.Where(one => one.CanDecide
                && review.Decisions.All(decision => decision.ReviewerId != one.Person.Id)),
        ];
        return silent.Length == 0
            ? [TextBlock(texts.NobodyYet)]
            : List(texts, silent, limits.Items, one => Container(null,
                [
                    Paragraph(Run(
                        texts.PersonOfLevel(CardText.Plain(one.Person.Name, limits.Text), texts.Level(one.Person.Level)), bold: true)),
                    Close(TextBlock(texts.AskedAt(texts.Moment(one.AskedAt)), subtle: true)),
                ]));
    }

    /// <summary>What comes at the end of the current step of the ladder.</summary>
    private static string Next(Review review, CardTexts texts)
    {
        if (review.Deadline is not { } deadline)
        {
            return texts.ReviewerIsSought;
        }

        var next = EscalationStep.After(review.Policy?.Escalation ?? [], review.Step).FirstOrDefault();
        return next is not null ? texts.NextStepAtDeadline(texts.Moment(deadline))
            : review.AfterTheFactOf is null ? texts.CancelledAtDeadline(texts.Moment(deadline))
            : texts.EndsAtDeadline(texts.Moment(deadline));
    }

    private static JsonObject With(JsonObject action, string questionId)
    {
        action["data"]![QuestionData] = questionId;
        return action;
    }
}
