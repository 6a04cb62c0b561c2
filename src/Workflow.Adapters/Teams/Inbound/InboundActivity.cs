using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflow.Adapters.Teams.Inbound;

/// <summary>The parts of an activity that the gate reads. All of it is the sender's word; only the token makes it more.</summary>
internal sealed record InboundActivity(
    string Type,
    string? Name,
    string? Id,
    string? ChannelId,
    string? ServiceUrl,
    string? ReplyToId,
    string? ConversationId,
    string? TenantId,
    string? SenderName,
    string? SenderObjectId,
    JsonObject? Action)
{
    /// <summary>The language of the sender's client, as a BCP 47 tag; null where it names none.</summary>
    public string? Locale { get; init; }

    /// <summary>Name of the invoke that a button of an Adaptive Card sends.</summary>
    public const string CardAction = "adaptiveCard/action";

    /// <param name="defect">Where and how the body is malformed, where the result is null.</param>
    public static InboundActivity? TryParse(ReadOnlySpan<byte> body, out string defect)
    {
        try
        {
            if (JsonNode.Parse(body) is JsonObject activity && Text(activity, "type") is { } type)
            {
                defect = string.Empty;
                var conversation = Child(activity, "conversation");
                var sender = Child(activity, "from");
                return new InboundActivity(
                    type,
                    Text(activity, "name"),
                    Text(activity, "id"),
                    Text(activity, "channelId"),
                    Text(activity, "serviceUrl"),
                    Text(activity, "replyToId"),
                    Text(conversation, "id"),
                    Text(conversation, "tenantId") ?? Text(Child(Child(activity, "channelData"), "tenant"), "id"),
                    Text(sender, "name"),
                    Text(sender, "aadObjectId"),
                    Child(Child(activity, "value"), "action"))
                {
                    Locale = Text(activity, "locale"),
                };
            }

            defect = "The body must be a JSON object with the text property 'type'.";
        }
        catch (JsonException exception)
        {
            defect = $"The body is no JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.";
        }
        catch (ArgumentException)
        {
            defect = "The body names a property twice.";
        }

        return null;
    }

    public static string? Text(JsonObject? parent, string name) =>
        parent?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static int? Number(JsonObject? parent, string name) =>
        parent?[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    public static JsonObject? Child(JsonObject? parent, string name) => parent?[name] as JsonObject;
}
