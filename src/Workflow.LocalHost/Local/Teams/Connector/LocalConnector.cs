using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.LocalHost.Local.Teams.Connector;

/// <summary>Does what the Bot Connector does, and refuses what it refuses.</summary>
internal sealed class LocalConnector(LocalChats chats, ChatSignal signal, IPeopleDirectory people)
{
    public async Task<IResult> CreateConversationAsync(JsonObject body, CancellationToken cancellationToken)
    {
        if (MessageRules.FindDefect(body, out var objectId) is { } defect)
        {
            return ConnectorError.BadSyntax(defect).ToResult();
        }

        if (await people.FindAsync(new ActorIdentity(ObjectId: objectId), cancellationToken) is null)
        {
            return ConnectorError.NotInRoster.ToResult();
        }

        var chat = await chats.OpenAsync(objectId, cancellationToken);
        return TypedResults.Json(new { id = chat.ConversationId }, statusCode: StatusCodes.Status201Created);
    }

    public async Task<IResult> SendAsync(string conversationId, JsonObject message, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(conversationId, message, cancellationToken) is { } error)
        {
            return error.ToResult();
        }

        var activityId = await chats.AddAsync(conversationId, message, cancellationToken);
        signal.Changed(conversationId);
        return TypedResults.Json(new { id = activityId }, statusCode: StatusCodes.Status201Created);
    }

    public async Task<IResult> UpdateAsync(
        string conversationId, string activityId, JsonObject message, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(conversationId, message, cancellationToken) is { } error)
        {
            return error.ToResult();
        }

        if (MessageRules.Text(message["id"]) != activityId)
        {
            return ConnectorError.BadSyntax("id must be the id in the path.").ToResult();
        }

        try
        {
            if (!await chats.TryReplaceAsync(conversationId, activityId, message, cancellationToken))
            {
                return ConnectorError.ActivityNotFound.ToResult();
            }
        }
        catch (RequestFailedException exception) when (exception.Status == StatusCodes.Status412PreconditionFailed)
        {
            return ConnectorError.Concurrent.ToResult();
        }

        signal.Changed(conversationId);
        return TypedResults.Json(new { id = activityId });
    }

    /// <summary>Reads a body of at most 100 KB.</summary>
    public static async Task<(JsonObject? Body, ConnectorError? Error)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0;)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MessageRules.MaxBytes)
            {
                return (null, ConnectorError.TooLarge);
            }
        }

        try
        {
            return JsonNode.Parse(buffer.ToArray()) is JsonObject body
                ? (body, null)
                : (null, ConnectorError.BadSyntax("The body must be a JSON object."));
        }
        catch (JsonException exception)
        {
            return (null, ConnectorError.BadSyntax($"The body is no JSON: {exception.Message}"));
        }
    }

    private async Task<ConnectorError?> RefuseAsync(string conversationId, JsonObject message, CancellationToken cancellationToken)
    {
        if (await chats.FindAsync(conversationId, cancellationToken) is null)
        {
            return ConnectorError.ConversationNotFound;
        }

        return MessageRules.FindDefect(message) is { } defect ? ConnectorError.BadSyntax(defect) : null;
    }
}
