using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Teams.Cards;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Teams.Connector;

/// <summary>
/// The Bot Connector's REST calls that the gate needs (learn.microsoft.com, "REST API reference - Bot Connector service").
/// </summary>
internal sealed class ConnectorClient(IHttpClientFactory clients, ServiceAddress address, IOptions<TeamsOptions> options)
{
    /// <summary>Name of the HTTP client with the bot's token and the retries.</summary>
    public const string ClientName = "Teams.Connector";

    private const int MaxErrorLength = 500;

    /// <summary>Errors after which Teams will never deliver to this person or channel.</summary>
    private static readonly string[] Terminal =
    [
        "BotNotInConversationRoster",
        "ConversationBlockedByUser",
        "ForbiddenOperationException",
        "BotDisabledByAdmin",
        "MessageWritesBlocked",
    ];

    /// <summary>The chat between the bot and a person; the existing one where there is one.</summary>
    /// <param name="objectId">Entra ID object id: Teams takes it as a member's id, and takes no e-mail address or UPN.</param>
    public async Task<Chat> CreateConversationAsync(string objectId, CancellationToken cancellationToken)
    {
        var (service, tenant) = (address.Current, options.Value.TenantId);
        var created = await CallAsync(service, HttpMethod.Post, "v3/conversations", new JsonObject
        {
            ["bot"] = new JsonObject { ["id"] = options.Value.AppId },
            ["members"] = new JsonArray(new JsonObject { ["id"] = objectId }),
            ["isGroup"] = false,
            ["tenantId"] = tenant,
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } },
        }, cancellationToken);
        return new Chat(service, ReadId(created));
    }

    /// <summary>Begins a thread in a channel; the app must be installed in its team.</summary>
    /// <param name="channelId">Such as <c>19:...@thread.tacv2</c>.</param>
    /// <returns>The thread and the id of its first activity.</returns>
    public async Task<(Chat Thread, string Activity)> PostAsync(
        string channelId, JsonObject activity, CancellationToken cancellationToken)
    {
        var service = address.Current;
        var created = await CallAsync(service, HttpMethod.Post, "v3/conversations", new JsonObject
        {
            ["bot"] = new JsonObject { ["id"] = options.Value.AppId },
            ["isGroup"] = true,
            ["tenantId"] = options.Value.TenantId,
            ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = channelId } },
            ["activity"] = activity,
        }, cancellationToken);
        return (new Chat(service, ReadId(created)), ReadId(created, "activityId"));
    }

    /// <returns>The id of the new activity.</returns>
    public async Task<string> SendAsync(Chat chat, JsonObject activity, CancellationToken cancellationToken) =>
        ReadId(await CallAsync(
            chat.Service, HttpMethod.Post, $"v3/conversations/{Uri.EscapeDataString(chat.Id)}/activities", activity, cancellationToken));

    /// <returns>False where Teams knows no such activity.</returns>
    public async Task<bool> TryUpdateAsync(Chat chat, string activityId, JsonObject activity, CancellationToken cancellationToken)
    {
        activity["id"] = activityId;
        var path = $"v3/conversations/{Uri.EscapeDataString(chat.Id)}/activities/{Uri.EscapeDataString(activityId)}";
        try
        {
            await CallAsync(chat.Service, HttpMethod.Put, path, activity, cancellationToken);
            return true;
        }
        catch (HttpRequestException exception) when (exception.StatusCode is HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task<string> CallAsync(
        Uri service, HttpMethod method, string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        using var request = new HttpRequestMessage(method, new Uri(service, path))
        {
            Content = new StringContent(CardFrame.Write(body), Encoding.UTF8, "application/json"),
        };
        using var response = await client.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return answer;
        }

        var detail = $"{method} {path} was answered {(int)response.StatusCode}: {CardText.Plain(answer, MaxErrorLength)}";
        if (response.StatusCode is HttpStatusCode.Forbidden
            && Terminal.FirstOrDefault(code => answer.Contains(code, StringComparison.OrdinalIgnoreCase)) is { } code)
        {
            throw new ChannelRefusedException($"Teams will not deliver there ({code}).", new HttpRequestException(detail))
            {
                Code = code,
            };
        }

        throw new HttpRequestException(detail, null, response.StatusCode);
    }

    private static string ReadId(string answer, string name = "id")
    {
        try
        {
            if (JsonNode.Parse(answer)?[name]?.GetValue<string>() is { Length: > 0 } id)
            {
                return id;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new HttpRequestException("Teams answered with a body that is no JSON object with an id.", exception);
        }

        throw new HttpRequestException($"Teams answered without {name}.");
    }
}
