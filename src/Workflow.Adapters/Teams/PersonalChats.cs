using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Teams.Connector;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Teams;

/// <summary>The bot's chats with people: where somebody has not got the gate's app, or has it no more, it is installed first.</summary>
internal sealed partial class PersonalChats(
    ConnectorClient connector, IEnumerable<ITeamwork> teamwork, IOptions<TeamsOptions> options, ILogger<PersonalChats> logger)
{
    /// <summary>
    /// Errors by which Teams says that the app is not there (learn.microsoft.com, "Send proactive messages"). The last one is also that of
    /// who blocked the bot: for them an installation changes nothing, and they are refused again.
    /// </summary>
    private static readonly string[] NotInstalled = ["BotNotInConversationRoster", "ForbiddenOperationException", "MessageWritesBlocked"];

    /// <summary>
    /// Sends a message. Where the app is not there, it is installed and the message sent once more, to the chat as Teams then opens it.
    /// </summary>
    /// <param name="known">The chat with the person; null where it is to be opened.</param>
    /// <returns>The chat that has the message, and the message's id.</returns>
    /// <exception cref="ChannelRefusedException">The person cannot be reached.</exception>
    public async Task<(Chat Chat, string Activity)> SendAsync(
        Person person, Chat? known, JsonObject message, CancellationToken cancellationToken)
    {
        try
        {
            return await SendOnceAsync(person, known, message, cancellationToken);
        }
        catch (ChannelRefusedException refused) when (
            NotInstalled.Contains(refused.Code) && options.Value.CatalogAppId is { Length: > 0 } && teamwork.Any())
        {
            await teamwork.First().InstallAsync(ObjectIdOf(person), options.Value.CatalogAppId, cancellationToken);
            return await SendOnceAsync(person, known: null, message, cancellationToken);
        }
    }

    /// <summary>
    /// Writes a line into the person's activity feed where that is configured. A failure is logged: the chat has the message.
    /// </summary>
    public async Task NotifyAsync(Person person, string deployment, string preview, CancellationToken cancellationToken)
    {
        if (options.Value is not { NotifyInFeed: true, CatalogAppId: { } app } || person.ObjectId is null)
        {
            return;
        }

        foreach (var feed in teamwork)
        {
            try
            {
                await feed.NotifyAsync(
                    person.ObjectId, app, new FeedLine(FeedLine.ApprovalRequested, deployment), preview, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                Log.FeedFailed(logger, person.Name, failure.Message);
            }
        }
    }

    private async Task<(Chat Chat, string Activity)> SendOnceAsync(
        Person person, Chat? known, JsonObject message, CancellationToken cancellationToken)
    {
        var chat = known ?? await connector.CreateConversationAsync(ObjectIdOf(person), cancellationToken);
        return (chat, await connector.SendAsync(chat, message, cancellationToken));
    }

    private static string ObjectIdOf(Person person) => person.ObjectId
        ?? throw new ChannelRefusedException($"{person.Name} has no directory object id, which Teams needs to find them.");

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The activity feed of {Person} was not written: {Reason}")]
        public static partial void FeedFailed(ILogger logger, string person, string reason);
    }
}
