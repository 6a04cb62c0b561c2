using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Teams.Cards;
using Workflow.Adapters.Teams.Connector;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Teams;

/// <summary>Asks reviewers and tells authors in personal chats of the gate's bot, and posts in a channel.</summary>
internal sealed class TeamsChannel(
    ConnectorClient connector, PersonalChats chats, ServiceAddress address, IOptions<TeamsOptions> options) : IApprovalChannel
{
    private const string Channel = "teams";

    public Task<CardReference> SendAsync(Review review, AskedReviewer reviewer, CancellationToken cancellationToken) =>
        SendAsync(reviewer.Person, Card(review, reviewer), cancellationToken);

    public async Task<CardReference> UpdateAsync(
        Review review, AskedReviewer reviewer, CardReference card, CancellationToken cancellationToken)
    {
        var updated = await TryUpdateAsync(card, Card(review, reviewer), cancellationToken);
        return updated ? card : await SendAsync(review, reviewer, cancellationToken);
    }

    /// <summary>
    /// The card first, so that whoever follows the message finds it up to date; and again after it where the message brought the app back.
    /// </summary>
    public async Task RemindAsync(Review review, AskedReviewer reviewer, CancellationToken cancellationToken)
    {
        var isRefused = reviewer.Card is { } card && !await TryRefreshAsync(card, Card(review, reviewer), cancellationToken);
        var texts = CardTexts.For(reviewer);
        var subject = CardFrame.Subject(review, texts, 60);
        var deadline = texts.Moment(review.Deadline ?? reviewer.Deadline, reviewer.Person.Hours);
        var chat = reviewer.Card is { } sent ? ChatOf(sent) : null;
        await chats.SendAsync(reviewer.Person, chat, Text(texts.ReminderText(subject, deadline)), cancellationToken);
        if (isRefused)
        {
            await TryRefreshAsync(reviewer.Card!, Card(review, reviewer), cancellationToken);
        }

        await chats.NotifyAsync(reviewer.Person, subject, texts.FeedPreview(deadline), cancellationToken);
    }

    public Task<CardReference> SendToAuthorAsync(Review review, ToldAuthor author, CancellationToken cancellationToken) =>
        SendAsync(author.Person, Card(review, author), cancellationToken);

    public async Task<CardReference> UpdateForAuthorAsync(
        Review review, ToldAuthor author, CardReference card, CancellationToken cancellationToken)
    {
        var updated = await TryUpdateAsync(card, Card(review, author), cancellationToken);
        return updated ? card : await SendToAuthorAsync(review, author, cancellationToken);
    }

    public async Task<CardReference> PostAsync(Review review, ChannelPost post, CancellationToken cancellationToken)
    {
        if (options.Value.ChannelId is not { Length: > 0 } channel)
        {
            throw new ChannelRefusedException("no channel is configured: set Teams:ChannelId");
        }

        var (thread, activity) = await connector.PostAsync(channel, Card(review), cancellationToken);
        return Refer(thread, activity);
    }

    public async Task<CardReference> UpdatePostAsync(
        Review review, ChannelPost post, CardReference card, CancellationToken cancellationToken)
    {
        var updated = await TryUpdateAsync(card, Card(review), cancellationToken);
        return updated ? card : await PostAsync(review, post, cancellationToken);
    }

    public Task AnnounceAsync(Review review, Person reader, CardReference card, News news, CancellationToken cancellationToken)
    {
        var texts = CardTexts.In(reader.Language);
        var subject = CardFrame.Subject(review, texts, 60);
        var text = CardText.Plain(news.Text, Decision.MaxCommentLength);
        var by = CardText.Plain(news.By ?? string.Empty, 100);
        return chats.SendAsync(
            reader,
            ChatOf(card),
            Text(news.Kind switch
            {
                NewsKind.Question => texts.QuestionNews(by, subject, text),
                NewsKind.Answer => texts.AnswerNews(by, subject, text),
                _ => texts.OutcomeNews(subject, CardStanding.OfAuthor(review, texts).Title),
            }),
            cancellationToken);
    }

    private async Task<CardReference> SendAsync(Person person, JsonObject message, CancellationToken cancellationToken)
    {
        var (chat, activity) = await chats.SendAsync(person, known: null, message, cancellationToken);
        return Refer(chat, activity);
    }

    /// <returns>False where Teams knows no such card.</returns>
    private Task<bool> TryUpdateAsync(CardReference card, JsonObject message, CancellationToken cancellationToken) =>
        connector.TryUpdateAsync(
            new Chat(address.Of(card.ServiceUrl), card.ConversationId), card.ActivityId, message, cancellationToken);

    /// <summary>Updates a card; a lost one is left alone.</summary>
    /// <returns>False where Teams lets the bot write nothing there.</returns>
    private async Task<bool> TryRefreshAsync(CardReference card, JsonObject message, CancellationToken cancellationToken)
    {
        try
        {
            await TryUpdateAsync(card, message, cancellationToken);
            return true;
        }
        catch (ChannelRefusedException)
        {
            return false;
        }
    }

    /// <summary>The conversation that a card is in, for a new message.</summary>
    private Chat ChatOf(CardReference card) => new(address.Current, card.ConversationId);

    private static CardReference Refer(Chat chat, string activity) => new(Channel, chat.Id, activity) { ServiceUrl = chat.Service };

    private JsonObject Card(Review review, AskedReviewer reviewer) =>
        Card(ApprovalCard.Build(review, reviewer, options.Value.ConsoleBaseUrl), ApprovalCard.Summarize(review, reviewer));

    private JsonObject Card(Review review, ToldAuthor author) =>
        Card(AuthorCard.Build(review, author, options.Value.ConsoleBaseUrl), AuthorCard.Summarize(review, author));

    private JsonObject Card(Review review) => Card(
        PostCard.Build(review, options.Value.ChannelLanguage, options.Value.ConsoleBaseUrl),
        PostCard.Summarize(review, options.Value.ChannelLanguage));

    /// <remarks>Teams splits a message with text and a card in two, and the id for updates is lost: the card goes alone.</remarks>
    private JsonObject Card(JsonObject card, string summary) => new()
    {
        ["type"] = "message",
        ["from"] = new JsonObject { ["id"] = options.Value.AppId },
        ["summary"] = summary,
        ["attachmentLayout"] = "list",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["content"] = card,
        }),
    };

    private JsonObject Text(string text) => new()
    {
        ["type"] = "message",
        ["from"] = new JsonObject { ["id"] = options.Value.AppId },
        ["textFormat"] = "plain",
        ["text"] = text,
    };
}
