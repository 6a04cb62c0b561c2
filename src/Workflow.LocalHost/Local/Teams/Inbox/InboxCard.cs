using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Cards;
using Workflow.LocalHost.Local.Teams.Connector;

namespace Workflow.LocalHost.Local.Teams.Inbox;

/// <summary>A message as the inbox shows it: a card, or a text.</summary>
/// <param name="ActivityId">Names the message for updates and answers.</param>
/// <param name="Version">Rises with each update.</param>
/// <param name="Summary">What the notification says.</param>
/// <param name="AsksForDecision">Whether the card has buttons that decide.</param>
public sealed record InboxCard(
    string ActivityId, int Version, DateTimeOffset At, string? Summary, bool AsksForDecision, JsonObject? Card, string? Text)
{
    internal static InboxCard Of(LocalMessage message)
    {
        var card = MessageRules.Card(message.Activity);
        var asks = (card?["actions"] as JsonArray)?.Any(action => MessageRules.Text(action?["verb"]) is ApprovalCard.ApproveVerb) ?? false;
        return new InboxCard(
            message.ActivityId,
            message.Version,
            message.At,
            MessageRules.Text(message.Activity["summary"]),
            asks,
            card,
            MessageRules.Text(message.Activity["text"]));
    }
}

/// <summary>A pressed button, as the inbox page sends it.</summary>
/// <param name="Data">The button's data with the card's inputs in it.</param>
public sealed record ButtonPress(string ActivityId, string Verb, JsonObject Data);

/// <summary>What the person sees after pressing a button: the refreshed card, or a message.</summary>
public sealed record ButtonAnswer(JsonObject? Card, string? Message);
