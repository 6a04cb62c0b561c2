using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace Workflow.LocalHost.Local.Teams.Connector;

/// <summary>The chat between the bot and one person.</summary>
internal sealed record LocalChat(string ConversationId, string ObjectId);

/// <summary>A message in a chat.</summary>
/// <param name="Version">1 for a new message, one more for each update.</param>
internal sealed record LocalMessage(string ActivityId, DateTimeOffset At, int Version, JsonObject Activity);

/// <summary>Keeps chats and their messages in a table, so that they outlive the process.</summary>
internal sealed class LocalChats(TableServiceClient tables, IOptions<LocalTeamsOptions> options, TimeProvider time)
{
    private const string ChatRow = "chat";
    private const string MessageRowPrefix = "m";

    /// <summary>Table properties hold 64 KiB; in UTF-16 that is twice as many bytes as characters.</summary>
    private const int PartLength = 30_000;

    private readonly Lazy<Task<TableClient>> table = new(async () =>
    {
        var client = tables.GetTableClient(options.Value.TablePrefix + "LocalTeams");
        await client.CreateIfNotExistsAsync();
        return client;
    });

    /// <summary>The same for a person at all times, and shaped as in Teams.</summary>
    public static string ConversationId(string objectId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(objectId.ToLowerInvariant()));
        return $"a:{Convert.ToHexStringLower(hash)[..32]}";
    }

    public async Task<LocalChat> OpenAsync(string objectId, CancellationToken cancellationToken)
    {
        var chat = new LocalChat(ConversationId(objectId), objectId);
        try
        {
            await (await table.Value).AddEntityAsync(
                new TableEntity(chat.ConversationId, ChatRow) { ["ObjectId"] = objectId }, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == StatusCodes.Status409Conflict)
        {
            // Teams, too, hands back the chat that there is.
        }

        return chat;
    }

    public async Task<LocalChat?> FindAsync(string conversationId, CancellationToken cancellationToken)
    {
        var found = await (await table.Value).GetEntityIfExistsAsync<TableEntity>(
            conversationId, ChatRow, cancellationToken: cancellationToken);
        return found.HasValue ? new LocalChat(conversationId, found.Value!.GetString("ObjectId")) : null;
    }

    public async Task<IReadOnlyList<LocalChat>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = (await table.Value).QueryAsync<TableEntity>(row => row.RowKey == ChatRow, cancellationToken: cancellationToken);
        List<LocalChat> chats = [];
        await foreach (var row in rows)
        {
            chats.Add(new LocalChat(row.PartitionKey, row.GetString("ObjectId")));
        }

        return chats;
    }

    /// <summary>The messages of a chat, oldest first.</summary>
    public async Task<IReadOnlyList<LocalMessage>> ListMessagesAsync(string conversationId, CancellationToken cancellationToken)
    {
        var rows = (await table.Value).QueryAsync<TableEntity>(
            row => row.PartitionKey == conversationId && row.RowKey != ChatRow, cancellationToken: cancellationToken);
        List<LocalMessage> messages = [];
        await foreach (var row in rows)
        {
            messages.Add(Read(row));
        }

        return messages;
    }

    /// <returns>The id of the new message: its time in milliseconds since 1970, as in Teams.</returns>
    public async Task<string> AddAsync(string conversationId, JsonObject activity, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        for (var id = at.ToUnixTimeMilliseconds(); ; id++)
        {
            var activityId = id.ToString(CultureInfo.InvariantCulture);
            try
            {
                await (await table.Value).AddEntityAsync(Write(conversationId, activityId, at, 1, activity), cancellationToken);
                return activityId;
            }
            catch (RequestFailedException exception) when (exception.Status == StatusCodes.Status409Conflict)
            {
                // Another message of the same millisecond has this id.
            }
        }
    }

    /// <returns>False where there is no such message.</returns>
    /// <exception cref="RequestFailedException">412: somebody else updated it in between.</exception>
    public async Task<bool> TryReplaceAsync(
        string conversationId, string activityId, JsonObject activity, CancellationToken cancellationToken)
    {
        var client = await table.Value;
        var found = await client.GetEntityIfExistsAsync<TableEntity>(
            conversationId, MessageRowPrefix + activityId, cancellationToken: cancellationToken);
        if (!found.HasValue)
        {
            return false;
        }

        var known = Read(found.Value!);
        var entity = Write(conversationId, activityId, known.At, known.Version + 1, activity);
        await client.UpdateEntityAsync(entity, found.Value!.ETag, TableUpdateMode.Replace, cancellationToken);
        return true;
    }

    private static TableEntity Write(string conversationId, string activityId, DateTimeOffset at, int version, JsonObject activity)
    {
        var entity = new TableEntity(conversationId, MessageRowPrefix + activityId) { ["At"] = at, ["Version"] = version };
        foreach (var (index, part) in activity.ToJsonString().Chunk(PartLength).Index())
        {
            entity[string.Create(CultureInfo.InvariantCulture, $"Json{index:D2}")] = new string(part);
        }

        return entity;
    }

    private static LocalMessage Read(TableEntity row)
    {
        var parts = row.Keys.Where(key => key.StartsWith("Json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(row.GetString);
        return new LocalMessage(
            row.RowKey[MessageRowPrefix.Length..],
            row.GetDateTimeOffset("At")!.Value,
            row.GetInt32("Version")!.Value,
            JsonNode.Parse(string.Concat(parts))!.AsObject());
    }
}
