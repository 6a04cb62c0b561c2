using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflow.LocalHost.Local.Teams.Connector;

namespace Workflow.LocalHost.Local.Teams.Inbox;

/// <summary>The inbox's pages, and what their script and the scripted user read and send.</summary>
internal static class InboxEndpoints
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/", (InboxPages pages, CancellationToken cancellationToken) => pages.ListAsync(cancellationToken));
        group.MapGet("/inbox.css", () => Asset("inbox.css", "text/css; charset=utf-8"));
        group.MapGet("/inbox.js", () => Asset("inbox.js", "text/javascript; charset=utf-8"));
        group.MapGet("/adaptivecards.js", async (RendererPackage renderer, CancellationToken cancellationToken) =>
            TypedResults.PhysicalFile(await renderer.GetScriptAsync(cancellationToken), "text/javascript; charset=utf-8"));
        group.MapGet("/{objectId}", ShowAsync);
        group.MapGet("/{objectId}/cards", async (string objectId, LocalChats chats, CancellationToken cancellationToken) =>
            TypedResults.Json(await ReadAsync(LocalChats.ConversationId(objectId), chats, cancellationToken), Json));
        group.MapGet("/{objectId}/events", Watch);
        group.MapPost("/{objectId}/invoke", PressAsync);
    }

    private static async Task<IResult> ShowAsync(
        string objectId, LocalChats chats, InboxPages pages, RendererPackage renderer, CancellationToken cancellationToken)
    {
        if (await chats.FindAsync(LocalChats.ConversationId(objectId), cancellationToken) is not { } chat)
        {
            return InboxPages.Problem(404, "No chat", "The gate has not asked this person yet. Their chat begins with their first card.");
        }

        try
        {
            await renderer.GetScriptAsync(cancellationToken);
            return await pages.ChatAsync(chat, cancellationToken);
        }
        catch (RendererUnavailableException exception)
        {
            return InboxPages.Problem(503, "Cards cannot be shown", exception.Message);
        }
    }

    /// <remarks>
    /// The body is bound from JSON only. A foreign web page cannot send that without asking first, and it is never allowed.
    /// </remarks>
    private static async Task<IResult> PressAsync(
        string objectId, ButtonPress press, LocalChats chats, InboxPages pages, InvokeSender sender, CancellationToken cancellationToken)
    {
        if (await chats.FindAsync(LocalChats.ConversationId(objectId), cancellationToken) is not { } chat)
        {
            return TypedResults.Problem("This person has no chat with the gate.", statusCode: StatusCodes.Status404NotFound);
        }

        var messages = await chats.ListMessagesAsync(chat.ConversationId, cancellationToken);
        if (!messages.Any(message => message.ActivityId == press.ActivityId))
        {
            return TypedResults.Problem("There is no such card in this chat.", statusCode: StatusCodes.Status404NotFound);
        }

        var name = await pages.NameAsync(chat, cancellationToken);
        return TypedResults.Json(await sender.SendAsync(chat, name, press, cancellationToken), Json);
    }

    private static ServerSentEventsResult<string> Watch(
        string objectId, LocalChats chats, ChatSignal signal, IHostApplicationLifetime lifetime, CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(WatchAsync(LocalChats.ConversationId(objectId), chats, signal, lifetime, cancellationToken));

    private static async IAsyncEnumerable<SseItem<string>> WatchAsync(
        string conversationId,
        LocalChats chats,
        ChatSignal signal,
        IHostApplicationLifetime lifetime,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // An open page must not keep the host from stopping.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var ended = new TaskCompletionSource();
        await using var registration = either.Token.Register(ended.SetResult);
        while (!either.IsCancellationRequested)
        {
            var change = signal.NextChange(conversationId);
            yield return new SseItem<string>(
                JsonSerializer.Serialize(await ReadAsync(conversationId, chats, CancellationToken.None), Json), "cards");
            await Task.WhenAny(change, ended.Task);
        }
    }

    private static async Task<IReadOnlyList<InboxCard>> ReadAsync(
        string conversationId, LocalChats chats, CancellationToken cancellationToken) =>
        [.. (await chats.ListMessagesAsync(conversationId, cancellationToken)).Select(InboxCard.Of)];

    private static FileStreamHttpResult Asset(string name, string contentType)
    {
        var stream = typeof(InboxEndpoints).Assembly.GetManifestResourceStream($"Inbox.{name}")!;
        return TypedResults.Stream(stream, contentType);
    }
}
