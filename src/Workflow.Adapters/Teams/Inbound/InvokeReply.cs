using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Cards;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Teams.Inbound;

/// <summary>
/// The answers to a card's button: HTTP 200 with an inner status (learn.microsoft.com, "Universal Actions for Adaptive Cards", response
/// format).
/// </summary>
internal static class InvokeReply
{
    /// <summary>Replaces the sender's card.</summary>
    public static ChannelReply Card(JsonObject card) => Reply(200, "application/vnd.microsoft.card.adaptive", card);

    /// <summary>Shows a message beside the card.</summary>
    public static ChannelReply Message(string text) => Reply(200, "application/vnd.microsoft.activity.message", text);

    /// <summary>Says that the invoke itself is malformed.</summary>
    public static ChannelReply BadRequest(string message) =>
        Reply(400, "application/vnd.microsoft.error", new JsonObject { ["code"] = "BadRequest", ["message"] = message });

    /// <summary>Refuses the whole call, with a reason.</summary>
    public static ChannelReply Refusal(int status, string code, string message) => new(status, CardFrame.Write(new JsonObject
    {
        ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
    }));

    private static ChannelReply Reply(int status, string type, JsonNode value) => new(200, CardFrame.Write(new JsonObject
    {
        ["statusCode"] = status,
        ["type"] = type,
        ["value"] = value,
    }));
}
