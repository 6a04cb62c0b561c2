using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Workflow.LocalHost.Local.Teams.Connector;

/// <summary>The Bot Connector's paths; each demands the token that the local authority issued.</summary>
internal static class ConnectorEndpoints
{
    private const string BodyKey = "connector.body";

    public static void Map(RouteGroupBuilder group)
    {
        group.AddEndpointFilter(AdmitAsync);
        group.MapPost("/conversations", (HttpContext context, LocalConnector connector, CancellationToken cancellationToken) =>
            connector.CreateConversationAsync(Body(context), cancellationToken));
        group.MapPost(
            "/conversations/{conversationId}/activities",
            (string conversationId, HttpContext context, LocalConnector connector, CancellationToken cancellationToken) =>
                connector.SendAsync(conversationId, Body(context), cancellationToken));
        group.MapPut(
            "/conversations/{conversationId}/activities/{activityId}",
            (string conversationId,
                string activityId,
                HttpContext context,
                LocalConnector connector,
                CancellationToken cancellationToken) =>
                connector.UpdateAsync(conversationId, activityId, Body(context), cancellationToken));
    }

    private static async ValueTask<object?> AdmitAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var authority = context.RequestServices.GetRequiredService<LocalAuthority>();
        var baseUrl = context.RequestServices.GetRequiredService<IOptions<LocalTeamsOptions>>().Value.BaseUrl;
        if (!AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header)
            || header is not { Scheme: "Bearer", Parameter: { } token }
            || !await authority.IsForConnectorAsync(token, baseUrl))
        {
            return ConnectorError.Unauthorized.ToResult();
        }

        var (body, error) = await LocalConnector.ReadAsync(context.Request, context.RequestAborted);
        if (error is not null)
        {
            return error.ToResult();
        }

        context.Items[BodyKey] = body;
        return await next(invocation);
    }

    private static JsonObject Body(HttpContext context) => (JsonObject)context.Items[BodyKey]!;
}
