using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Workflow.LocalHost.Local.Teams.Connector;

namespace Workflow.LocalHost.Local.Teams.Inbox;

/// <summary>
/// Sends a pressed button to the gate as Teams does: an <c>adaptiveCard/action</c> invoke with a signed token, over HTTP, answered
/// within ten seconds.
/// </summary>
internal sealed partial class InvokeSender(
    IHttpClientFactory clients,
    LocalAuthority authority,
    IOptions<LocalTeamsOptions> options,
    TimeProvider time,
    ILogger<InvokeSender> logger)
{
    public const string ClientName = "LocalTeams.Invoke";

    private const string GoneWrong = "Something went wrong. Please try again.";

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    public async Task<ButtonAnswer> SendAsync(LocalChat chat, string name, ButtonPress press, CancellationToken cancellationToken)
    {
        var baseUrl = options.Value.BaseUrl;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Value.GateUrl ?? baseUrl, "api/messages"))
        {
            Content = new StringContent(Invoke(chat, name, press, baseUrl).ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", authority.IssueForBot(baseUrl));
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return Read(body);
            }

            Log.Refused(logger, (int)response.StatusCode, body);
        }
        catch (Exception exception) when (
            exception is HttpRequestException or JsonException
            || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.Unanswered(logger, exception);
        }

        return new ButtonAnswer(null, GoneWrong);
    }

    private static ButtonAnswer Read(string body)
    {
        var reply = JsonNode.Parse(body);
        return MessageRules.Text(reply?["type"]) switch
        {
            "application/vnd.microsoft.card.adaptive" when reply!["value"] is JsonObject card =>
                new ButtonAnswer(card.DeepClone().AsObject(), null),
            "application/vnd.microsoft.activity.message" => new ButtonAnswer(null, MessageRules.Text(reply!["value"])),
            "application/vnd.microsoft.error" => new ButtonAnswer(null, MessageRules.Text(reply!["value"]?["message"]) ?? GoneWrong),
            _ => new ButtonAnswer(null, GoneWrong),
        };
    }

    private JsonObject Invoke(LocalChat chat, string name, ButtonPress press, Uri baseUrl) => new()
    {
        ["type"] = "invoke",
        ["name"] = "adaptiveCard/action",
        ["id"] = $"f:{Guid.NewGuid()}",
        ["timestamp"] = time.GetUtcNow(),
        ["channelId"] = LocalAuthority.ChannelId,
        ["serviceUrl"] = LocalAuthority.ServiceUrl(baseUrl).AbsoluteUri,
        ["from"] = new JsonObject { ["id"] = $"29:{chat.ConversationId[2..]}", ["name"] = name, ["aadObjectId"] = chat.ObjectId },
        ["recipient"] = new JsonObject { ["id"] = $"28:{LocalAuthority.BotId}" },
        ["conversation"] = new JsonObject
        {
            ["conversationType"] = "personal",
            ["tenantId"] = LocalTeamsRegistration.TenantId,
            ["id"] = chat.ConversationId,
        },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = LocalTeamsRegistration.TenantId } },
        ["replyToId"] = press.ActivityId,
        ["value"] = new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = press.Verb, ["data"] = press.Data.DeepClone() },
            ["trigger"] = "manual",
        },
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The gate answered a button with {Status}: {Body}")]
        public static partial void Refused(ILogger logger, int status, string body);

        [LoggerMessage(2, LogLevel.Warning, "The gate did not answer a button as Teams expects it")]
        public static partial void Unanswered(ILogger logger, Exception exception);
    }
}
