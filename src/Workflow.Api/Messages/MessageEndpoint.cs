using Microsoft.AspNetCore.Http;
using Workflow.Api.Routing;
using Workflow.Orchestration.Ports;

namespace Workflow.Api.Messages;

/// <summary><c>POST /api/messages</c>: the approval channel's service brings decisions here.</summary>
/// <param name="channel">Null on hosts whose channel does not call back.</param>
public sealed class MessageEndpoint(HostSocket socket, IChannelReceiver? channel = null)
{
    public const int MaxBodyBytes = 256 * 1024;

    public async Task<IResult> ReceiveAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (channel is null)
        {
            return GateProblem.UnknownPath(request.Path).ToResult(context);
        }

        // A browser sends JSON to another site only after asking it, and the gate never agrees: no foreign page decides for a person.
        if (!request.HasJsonContentType())
        {
            return GateProblem.NotJson(request.ContentType).ToResult(context);
        }

        if (await RequestBody.ReadAsync(request, MaxBodyBytes, cancellationToken) is not { } body)
        {
            return GateProblem.TooLarge(MaxBodyBytes).ToResult(context);
        }

        var authorization = request.Headers.Authorization is [{ } only] ? only : null;
        var reply = await channel.ReceiveAsync(authorization, socket.IsCallerOnThisMachine(context), body, cancellationToken);
        return reply.Json is null
            ? TypedResults.StatusCode(reply.StatusCode)
            : TypedResults.Text(reply.Json, "application/json", statusCode: reply.StatusCode);
    }
}
