using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>The post that offers a review in a channel: everybody there reads it, and whoever is eligible may take it.</summary>
public static class PostCard
{
    /// <summary>Verb of the button that takes the review on.</summary>
    public const string VolunteerVerb = "volunteer";

    /// <param name="language">Of those who read the channel, as a BCP 47 tag; null for English.</param>
    public static JsonObject Build(Review review, string? language, Uri? consoleBaseUrl = null) =>
        CardFrame.Fit(limits => Compose(review, CardTexts.In(language), consoleBaseUrl, limits));

    /// <summary>The line that a notification shows.</summary>
    public static string Summarize(Review review, string? language)
    {
        var texts = CardTexts.In(language);
        return CardFrame.Summarize(review, CardStanding.OfOffer(review, texts), texts);
    }

    private static JsonObject Compose(Review review, CardTexts texts, Uri? consoleBaseUrl, CardLimits limits)
    {
        var standing = CardStanding.OfOffer(review, texts);
        var waits = CardStanding.Waits(review);
        JsonObject[] links = [.. CardFrame.Links(review, texts, consoleBaseUrl, limits, withPipeline: false)];
        JsonObject[] body =
        [
            CardFrame.Header(review, standing, texts, limits),
            .. waits ? ChangeSection.Build(review, texts, limits) : [],
            .. waits ? [Fact(texts.WaitsForLabel, [.. AuthorCard.WaitsFor(review, texts, limits)])] : (JsonObject[])[],
            .. links.Length == 0 ? [] : new[] { ActionSet(links) },
        ];
        JsonObject[] actions = waits ? [CardFrame.Execute(texts.TakeReview, VolunteerVerb, "positive", review)] : [];
        return CardFrame.Of(body, actions, CardFrame.Summarize(review, standing, texts));
    }
}
