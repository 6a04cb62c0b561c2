using System.Globalization;
using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>
/// What the policy asks a reviewer to do before approving: wait, open evidence, tick a checklist; and what evidence they can open besides.
/// </summary>
internal static class DutySection
{
    private const string OpenPrefix = "open-";

    /// <summary>Verbs of the buttons that open evidence.</summary>
    public static IReadOnlyDictionary<string, EvidenceKinds> Verbs { get; } = ApprovalRules
        .Split(EvidenceKinds.Diff | EvidenceKinds.Run | EvidenceKinds.Findings)
        .ToDictionary(kind => $"{OpenPrefix}{Words.Token(kind)}");

    /// <summary>A sentence for the header; null where an approval is taken at once.</summary>
    public static string? Reading(Review review, AskedReviewer asked, CardTexts texts) =>
        review.Policy?.Requirement is { } requirement && ApprovalRules.EarliestApproval(requirement, asked) is { } earliest
            ? texts.ApprovalFrom(texts.Moment(earliest))
            : null;

    /// <summary>The buttons for evidence: what was not opened yet is recorded when it is, and then leads to its place.</summary>
    public static IEnumerable<JsonObject> Evidence(
        Review review, AskedReviewer asked, CardTexts texts, Uri? consoleBaseUrl, Func<string, string, JsonObject> execute)
    {
        var required = review.Policy?.Requirement?.Evidence ?? EvidenceKinds.None;
        var offered = EvidencePlace.FindSeen(review) & ~required;
        foreach (var (label, kinds) in new[] { (texts.OpenFirstLabel, required), (texts.EvidenceLabel, offered) })
        {
            if (kinds is not EvidenceKinds.None)
            {
                var lines = ApprovalRules.Split(kinds).Select(kind => TextBlock(Describe(review, asked, texts, kind, consoleBaseUrl)));
                yield return Fact(label, [.. lines]);
            }
        }

        JsonObject[] buttons =
        [
            .. ApprovalRules.Split(required | offered)
                .Select(kind => Button(review, asked, texts, kind, consoleBaseUrl, execute))
                .OfType<JsonObject>(),
        ];
        if (buttons.Length > 0)
        {
            yield return ActionSet(buttons);
        }
    }

    /// <summary>
    /// A toggle for each item. Its value is the item itself, so that a card from before a change of the list ticks no other one.
    /// </summary>
    public static IEnumerable<JsonObject> Checklist(Review review, CardInputs inputs, CardLimits limits)
    {
        var items = review.Policy?.Requirement?.Checklist ?? [];
        for (var index = 0; index < items.Count; index++)
        {
            yield return new JsonObject
            {
                ["type"] = "Input.Toggle",
                ["id"] = CardInputs.TogglePrefix + index.ToString(CultureInfo.InvariantCulture),
                ["title"] = CardText.Plain(items[index], limits.Text),
                ["valueOn"] = items[index],
                ["valueOff"] = CardInputs.NotTicked,
                ["value"] = inputs.Ticked.Contains(items[index]) ? items[index] : CardInputs.NotTicked,
                ["wrap"] = true,
            };
        }
    }

    private static string Describe(Review review, AskedReviewer asked, CardTexts texts, EvidenceKinds kind, Uri? consoleBaseUrl)
    {
        var name = Words.Capitalize(texts.Evidence(kind));
        return !asked.Opened.HasFlag(kind) ? texts.NotOpenedYet(name)
            : Find(review, kind, consoleBaseUrl) is null ? texts.OpenedHere(name)
            : texts.Opened(name);
    }

    private static JsonObject? Button(
        Review review,
        AskedReviewer asked,
        CardTexts texts,
        EvidenceKinds kind,
        Uri? consoleBaseUrl,
        Func<string, string, JsonObject> execute)
    {
        if (!asked.Opened.HasFlag(kind))
        {
            return execute(texts.OpenEvidence(kind), $"{OpenPrefix}{Words.Token(kind)}");
        }

        return Find(review, kind, consoleBaseUrl) is { } url
            ? new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = texts.GoToEvidence(kind), ["url"] = url.AbsoluteUri }
            : null;
    }

    /// <summary>The pipeline's own link to it, else the review in the console.</summary>
    private static Uri? Find(Review review, EvidenceKinds kind, Uri? consoleBaseUrl)
    {
        var link = EvidencePlace.Find(review.Request, kind);
        return link is not null && link.Url.AbsoluteUri.Length <= CardFrame.MaxUrlLength ? link.Url
            : consoleBaseUrl is null ? null
            : new Uri(consoleBaseUrl, $"deployments/{review.Id}");
    }

    /// <summary>The way to the page that proves a fresh sign-in, where the policy asks for one: a card proves none.</summary>
    public static IEnumerable<JsonObject> DecisionPage(Review review, CardTexts texts, Uri? consoleBaseUrl)
    {
        if (consoleBaseUrl is not null && review.Policy?.Requirement is { } requirement && requirement.FreshSignIn > TimeSpan.Zero)
        {
            yield return new JsonObject
            {
                ["type"] = "Action.OpenUrl",
                ["title"] = texts.DecideOnPage,
                ["url"] = new Uri(consoleBaseUrl, $"deployments/{review.Id}/decision").AbsoluteUri,
            };
        }
    }
}
