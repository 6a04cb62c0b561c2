using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Teams.Cards;
using Workflow.Adapters.Teams.Connector;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Teams;

/// <summary>Asks reviewers in a personal chat of the gate's bot.</summary>
internal sealed class TeamsChannel(ConnectorClient connector, IOptions<TeamsOptions> options) : IApprovalChannel
{
    private const string Channel = "teams";

    public async Task<CardReference> SendAsync(Review review, AskedReviewer reviewer, CancellationToken cancellationToken)
    {
        var conversation = await connector.CreateConversationAsync(ObjectId(reviewer), cancellationToken);
        var activity = await connector.SendAsync(conversation, Message(review, reviewer), cancellationToken);
        return new CardReference(Channel, conversation, activity);
    }

    public async Task<CardReference> UpdateAsync(
        Review review, AskedReviewer reviewer, CardReference card, CancellationToken cancellationToken)
    {
        var updated = await connector.TryUpdateAsync(card.ConversationId, card.ActivityId, Message(review, reviewer), cancellationToken);
        return updated ? card : await SendAsync(review, reviewer, cancellationToken);
    }

    public async Task RemindAsync(Review review, AskedReviewer reviewer, CancellationToken cancellationToken)
    {
        var conversation = reviewer.Card?.ConversationId
            ?? await connector.CreateConversationAsync(ObjectId(reviewer), cancellationToken);
        var texts = CardTexts.For(reviewer);
        var deadline = texts.Moment(review.Deadline ?? reviewer.Deadline, reviewer.Person.Hours);
        var text = texts.ReminderText(ApprovalCard.Subject(review, texts, 60), deadline);
        await connector.SendAsync(
            conversation,
            new JsonObject
            {
                ["type"] = "message",
                ["from"] = new JsonObject { ["id"] = options.Value.AppId },
                ["textFormat"] = "plain",
                ["text"] = text,
            },
            cancellationToken);
    }

    public async Task<CardReference> SendToAuthorAsync(Review review, ToldAuthor author, CancellationToken cancellationToken)
    {
        var conversation = await connector.CreateConversationAsync(author.Person.ObjectId!, cancellationToken);
        var activity = await connector.SendAsync(conversation, Message(AuthorCard.Build(review, author), "x"), cancellationToken);
        return new CardReference(Channel, conversation, activity);
    }

    public async Task<CardReference> UpdateForAuthorAsync(
        Review review, ToldAuthor author, CardReference card, CancellationToken cancellationToken)
    {
        var updated = await connector.TryUpdateAsync(
            card.ConversationId, card.ActivityId, Message(AuthorCard.Build(review, author), "x"), cancellationToken);
        return updated ? card : await SendToAuthorAsync(review, author, cancellationToken);
    }

    public Task<CardReference> PostAsync(Review review, ChannelPost post, CancellationToken cancellationToken) =>
        throw new ChannelRefusedException("x");

    public Task<CardReference> UpdatePostAsync(Review review, ChannelPost post, CardReference card, CancellationToken cancellationToken) =>
        throw new ChannelRefusedException("x");

    public Task AnnounceAsync(Review review, Person reader, CardReference card, News news, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    private JsonObject Message(JsonObject card, string summary) => card;

    /// <remarks>Teams splits a message with text and a card in two, and the id for updates is lost: the card goes alone.</remarks>
    private JsonObject Message(Review review, AskedReviewer reviewer) => new()
    {
        ["type"] = "message",
        ["from"] = new JsonObject { ["id"] = options.Value.AppId },
        ["summary"] = ApprovalCard.Summarize(review, reviewer),
        ["attachmentLayout"] = "list",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["content"] = ApprovalCard.Build(review, reviewer, options.Value.ConsoleBaseUrl),
        }),
    };

    private static string ObjectId(AskedReviewer reviewer) =>
        reviewer.Person.ObjectId
        ?? throw new ChannelRefusedException($"{reviewer.Person.Name} has no directory object id, which Teams needs to find them.");
}
