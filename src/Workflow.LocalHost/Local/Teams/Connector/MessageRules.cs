using System.Text.Json.Nodes;

namespace Workflow.LocalHost.Local.Teams.Connector;

/// <summary>What Teams demands of what a bot sends, as far as the gate could get it wrong.</summary>
internal static class MessageRules
{
    /// <summary>Bytes of one message.</summary>
    public const int MaxBytes = 100 * 1024;

    private const string CardType = "application/vnd.microsoft.card.adaptive";
    private static readonly Version NewestSchema = new(1, 5);

    /// <summary>Why a conversation cannot be created; null where it can.</summary>
    public static string? FindDefect(JsonObject conversation, out string objectId)
    {
        objectId = string.Empty;
        if (Text(conversation["bot"]?["id"]) != LocalAuthority.BotId)
        {
            return "bot.id is not this bot.";
        }

        if (Text(conversation["tenantId"]) is not LocalTeamsRegistration.TenantId
            || Text(conversation["channelData"]?["tenant"]?["id"]) is not LocalTeamsRegistration.TenantId)
        {
            return "tenantId and channelData.tenant.id must name this tenant.";
        }

        if (conversation["members"] is not JsonArray { Count: 1 } members || Text(members[0]?["id"]) is not { Length: > 0 } id)
        {
            return "members must hold one member with an id: a personal chat has one.";
        }

        objectId = id;
        return null;
    }

    /// <summary>Why a message cannot be shown; null where it can.</summary>
    public static string? FindDefect(JsonObject message)
    {
        if (Text(message["type"]) is not "message" || Text(message["from"]?["id"]) != LocalAuthority.BotId)
        {
            return "type must be 'message', and from.id this bot.";
        }

        var text = Text(message["text"]);
        var attachments = message["attachments"] as JsonArray ?? [];
        return (text, attachments.Count) switch
        {
            (null or "", 0) => "The message has neither text nor a card.",
            (not null, > 0) => "Text and card in one message would be split: send the card alone, with a summary.",
            (_, > 1) => "Send one card in a message.",
            (_, 1) => FindCardDefect(attachments[0]),
            _ => null,
        };
    }

    public static JsonObject? Card(JsonObject message) => (message["attachments"] as JsonArray)?.FirstOrDefault()?["content"] as JsonObject;

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string? FindCardDefect(JsonNode? attachment)
    {
        var content = attachment?["content"];
        if (Text(attachment?["contentType"]) is not CardType || Text(content?["type"]) is not "AdaptiveCard")
        {
            return $"The attachment must be an Adaptive Card of type {CardType}.";
        }

        return Version.TryParse(Text(content?["version"]), out var version) && version <= NewestSchema
            ? null
            : $"Teams shows Adaptive Cards up to schema {NewestSchema}.";
    }
}
