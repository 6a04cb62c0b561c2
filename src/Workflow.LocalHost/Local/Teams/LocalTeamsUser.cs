using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Workflow.LocalHost.Local.Teams.Inbox;

namespace Workflow.LocalHost.Local.Teams;

/// <summary>A person at the local inbox, played over HTTP: for the scripted demo and for tests.</summary>
/// <param name="client">With the host's base address.</param>
public sealed class LocalTeamsUser(HttpClient client, string objectId)
{
    private readonly string inbox = $"local/inbox/{Uri.EscapeDataString(objectId)}";

    /// <summary>The messages of this person's chat, oldest first; none before the first.</summary>
    /// <exception cref="HttpRequestException">The host does not answer, or refuses.</exception>
    public async Task<IReadOnlyList<InboxCard>> ListCardsAsync(CancellationToken cancellationToken) =>
        await client.GetFromJsonAsync<IReadOnlyList<InboxCard>>(new Uri($"{inbox}/cards", UriKind.Relative), cancellationToken) ?? [];

    /// <summary>The messages of this person's chat, once at the beginning and again after each change. Ends when the host stops.</summary>
    /// <exception cref="HttpRequestException">The host does not answer, or refuses.</exception>
    public async IAsyncEnumerable<IReadOnlyList<InboxCard>> WatchCardsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await client.GetStreamAsync(new Uri($"{inbox}/events", UriKind.Relative), cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            yield return JsonSerializer.Deserialize<IReadOnlyList<InboxCard>>(item.Data, InboxEndpoints.Json)!;
        }
    }

    /// <summary>Presses a button of a card.</summary>
    /// <param name="verb"><c>approve</c> or <c>reject</c>.</param>
    /// <param name="comment">Typed into the card's comment; null for none.</param>
    /// <exception cref="InvalidOperationException">The card has no such button.</exception>
    /// <exception cref="HttpRequestException">The host does not answer, or refuses.</exception>
    public async Task<ButtonAnswer> PressAsync(InboxCard card, string verb, string? comment, CancellationToken cancellationToken)
    {
        var action = card.Card?["actions"]?.AsArray().FirstOrDefault(one => one?["verb"]?.GetValue<string>() == verb)
            ?? throw new InvalidOperationException($"The card '{card.Summary}' has no button '{verb}'.");
        var data = action["data"]!.DeepClone().AsObject();
        data["comment"] = comment;
        using var response = await client.PostAsJsonAsync(
            new Uri($"{inbox}/invoke", UriKind.Relative),
            new ButtonPress(card.ActivityId, verb, data),
            InboxEndpoints.Json,
            cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<ButtonAnswer>(InboxEndpoints.Json, cancellationToken))!;
    }
}
