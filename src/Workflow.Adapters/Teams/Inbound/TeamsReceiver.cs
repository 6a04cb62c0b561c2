using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Teams.Connector;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Teams.Inbound;

/// <summary>Verifies what the Bot Connector posts to <c>/api/messages</c>, and answers it.</summary>
internal sealed partial class TeamsReceiver(
    ActivityTokenChecker tokens,
    CardButtons buttons,
    ServiceAddress address,
    IOptions<TeamsOptions> options,
    ILogger<TeamsReceiver> logger) : IChannelReceiver
{
    public async Task<ChannelReply> ReceiveAsync(
        string? authorization, bool isLoopback, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var trusted = options.Value.AllowUnauthenticatedLoopback && isLoopback && string.IsNullOrEmpty(authorization);
        ActivityTokenCheck check = new(null, "Accepted from this machine without a token.");
        if (!trusted)
        {
            try
            {
                check = await tokens.CheckAsync(authorization, cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or InvalidOperationException)
            {
                Log.KeysUnreadable(logger, options.Value.OpenIdMetadataUrl, exception);
                return InvokeReply.Refusal(503, "ServiceUnavailable", "The keys that verify tokens could not be read. Try again.");
            }

            if (check.Token is null)
            {
                return Refuse(401, "Unauthorized", check.Reason);
            }
        }

        if (InboundActivity.TryParse(body.Span, out var defect) is not { } activity)
        {
            return Refuse(400, "BadRequest", defect);
        }

        if (check.Token is { } token)
        {
            if (!string.Equals(token.ServiceUrl.TrimEnd('/'), activity.ServiceUrl?.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
            {
                return Refuse(401, "Unauthorized", "The activity's serviceUrl is not the one that the token was issued for.");
            }

            if (activity.ChannelId is null || !token.Endorsements.Contains(activity.ChannelId, StringComparer.Ordinal))
            {
                return Refuse(403, "Forbidden", "The token's key is not endorsed for the activity's channelId.");
            }
        }

        var isOurs = string.Equals(activity.TenantId, options.Value.TenantId, StringComparison.OrdinalIgnoreCase);
        if (isOurs && check.Token is not null)
        {
            address.Remember(activity.ServiceUrl);
        }

        if (activity.Type is not "invoke")
        {
            return new ChannelReply(200);
        }

        if (!isOurs)
        {
            return Refuse(403, "Forbidden", "The activity comes from another tenant.");
        }

        return activity.Name is InboundActivity.CardAction
            ? await buttons.TakeAsync(activity, cancellationToken)
            : InvokeReply.Refusal(501, "NotImplemented", "The bot answers only the buttons of its cards.");
    }

    private ChannelReply Refuse(int status, string code, string reason)
    {
        Log.Refused(logger, status, reason);
        return InvokeReply.Refusal(status, code, reason);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "An activity was refused with {Status}: {Reason}")]
        public static partial void Refused(ILogger logger, int status, string reason);

        [LoggerMessage(2, LogLevel.Error, "No token can be verified: {Metadata} could not be read")]
        public static partial void KeysUnreadable(ILogger logger, Uri metadata, Exception exception);
    }
}
