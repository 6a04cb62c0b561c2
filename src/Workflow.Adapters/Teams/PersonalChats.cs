using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Teams.Connector;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Teams;

/// <summary>Opens the bot's chats with people: where somebody has not got the gate's app, it is installed first.</summary>
internal sealed partial class PersonalChats(
    ConnectorClient connector, IEnumerable<ITeamwork> teamwork, IOptions<TeamsOptions> options, ILogger<PersonalChats> logger)
{
    /// <summary>Errors by which Teams says that the app is not there (learn.microsoft.com, "Send proactive messages").</summary>
    private static readonly string[] NotInstalled = ["BotNotInConversationRoster", "ForbiddenOperationException"];

    /// <exception cref="ChannelRefusedException">The person cannot be reached.</exception>
    public async Task<Chat> OpenAsync(Person person, CancellationToken cancellationToken)
    {
        var objectId = person.ObjectId
            ?? throw new ChannelRefusedException($"{person.Name} has no directory object id, which Teams needs to find them.");
        try
        {
            return await connector.CreateConversationAsync(objectId, cancellationToken);
        }
        catch (ChannelRefusedException refused) when (
            NotInstalled.Contains(refused.Code) && options.Value.CatalogAppId is { Length: > 0 } && teamwork.Any())
        {
            await teamwork.First().InstallAsync(objectId, options.Value.CatalogAppId, cancellationToken);
            return await connector.CreateConversationAsync(objectId, cancellationToken);
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

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The activity feed of {Person} was not written: {Reason}")]
        public static partial void FeedFailed(ILogger logger, string person, string reason);
    }
}
