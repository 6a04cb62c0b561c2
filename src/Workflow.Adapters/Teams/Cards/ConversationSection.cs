using System.Globalization;
using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>Questions and answers, and the buttons with which a reviewer does something besides deciding.</summary>
internal static class ConversationSection
{
    /// <summary>Verb of the button that asks the author.</summary>
    public const string AskVerb = "ask";

    /// <summary>Verb of the button that hands the review over.</summary>
    public const string DelegateVerb = "delegate";

    /// <summary>Verb of the button that puts reminders off.</summary>
    public const string SnoozeVerb = "snooze";

    /// <summary>The id of the input that names a colleague.</summary>
    public const string ToInput = "to";

    /// <summary>The id of the input that says how many minutes no reminder is wanted.</summary>
    public const string MinutesInput = "minutes";

    private static readonly int[] Snoozes = [30, 60, 120, 240];

    /// <summary>The first question that nobody has answered: the one that an answer is to. Null where there is none.</summary>
    public static Question? FindOpen(Review review) => review.Questions.FirstOrDefault(one => one.Answer is null);

    /// <summary>The newest questions with their answers, in order, and always the one that an answer is to.</summary>
    public static IEnumerable<JsonObject> Questions(Review review, CardTexts texts, CardLimits limits)
    {
        if (review.Questions.Count > 0)
        {
            Question[] newest = [.. review.Questions.TakeLast(limits.Items)];
            Question[] shown = FindOpen(review) is { } open && !newest.Contains(open) ? [open, .. newest.Skip(1)] : newest;
            yield return Fact(texts.QuestionsLabel, [.. shown.Select(one => Close(Show(one, texts, limits)))]);
        }
    }

    /// <param name="execute">Makes a button of a title and a verb.</param>
    public static IEnumerable<JsonObject> Actions(
        Review review, AskedReviewer asked, CardTexts texts, Func<string, string, JsonObject> execute)
    {
        if (ActionRules.CanAsk(review))
        {
            yield return execute(texts.AskAuthor, AskVerb);
        }

        yield return Unfold(texts.Delegate, People(asked, texts), execute(texts.HandOver, DelegateVerb));
        JsonObject[] times = [.. Times(review, asked, texts)];
        if (times.Length > 0)
        {
            var choice = Choose(MinutesInput, texts.NoReminderForLabel, times);
            yield return Unfold(texts.RemindLater, choice, execute(texts.Snooze, SnoozeVerb));
        }
    }

    private static JsonObject Show(Question question, CardTexts texts, CardLimits limits) => Container(null,
    [
        Said(question.AskedByName, question.Text, limits),
        Close(question.Answer is { } answer
            ? Said(answer.ByName, answer.Text, limits)
            : Paragraph(Run(texts.NotAnsweredYet, subtle: true))),
    ]);

    private static JsonObject Said(string name, string text, CardLimits limits) => Paragraph(
        Run(CardText.Plain(name, limits.Text), bold: true), Run($": {CardText.Plain(text, limits.Sentence)}"));

    /// <summary>
    /// Those whom the gate proposes, and in Teams a search for anybody else (learn.microsoft.com, "People Picker in Adaptive Cards"). Who
    /// is not eligible is refused when the button is pressed.
    /// </summary>
    private static JsonObject People(AskedReviewer asked, CardTexts texts)
    {
        var people = Choose(
            ToInput,
            texts.HandToLabel,
            [.. asked.Colleagues.Select(one => Choice(CardText.Plain(one.Name, 100), one.Id))]);
        people["placeholder"] = texts.ChooseSomebody;
        people["choices.data"] = new JsonObject { ["type"] = "Data.Query", ["dataset"] = "graph.microsoft.com/users" };
        return people;
    }

    /// <summary>Those that end before the deadline: the review was as it is shown at its last change.</summary>
    private static IEnumerable<JsonObject> Times(Review review, AskedReviewer asked, CardTexts texts) => Snoozes
        .Where(minutes => review.UpdatedAt.AddMinutes(minutes) < (review.Deadline ?? asked.Deadline))
        .Select(minutes => Choice(
            minutes % 60 == 0 ? texts.Hours(minutes / 60) : texts.Minutes(minutes), minutes.ToString(CultureInfo.InvariantCulture)));

    private static JsonObject Choose(string id, string label, JsonObject[] choices) => new()
    {
        ["type"] = "Input.ChoiceSet",
        ["id"] = id,
        ["label"] = label,
        ["style"] = "compact",
        ["choices"] = new JsonArray([.. choices]),
    };

    private static JsonObject Choice(string title, string value) => new() { ["title"] = title, ["value"] = value };

    private static JsonObject Unfold(string title, JsonObject input, JsonObject action) => new()
    {
        ["type"] = "Action.ShowCard",
        ["title"] = title,
        ["card"] = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["body"] = new JsonArray(input),
            ["actions"] = new JsonArray(action),
        },
    };
}
