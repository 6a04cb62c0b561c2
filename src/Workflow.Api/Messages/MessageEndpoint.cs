using System.Net;
using Microsoft.AspNetCore.Http;
using Workflow.Api.Routing;
using Workflow.Orchestration.Ports;

namespace Workflow.Api.Messages;

/// <summary><c>POST /api/messages</c>: the approval channel's service brings decisions here.</summary>
/// <param name="channel">Null on hosts whose channel does not call back.</param>
public sealed class MessageEndpoint(IChannelReceiver? channel = null)
{
    public const int MaxBodyBytes = 256 * 1024;

    private static readonly string[] ForwardingHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via"];

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
        var reply = await channel.ReceiveAsync(authorization, IsOnThisMachine(context), body, cancellationToken);
        return reply.Json is null
            ? TypedResults.StatusCode(reply.StatusCode)
            : TypedResults.Text(reply.Json, "application/json", statusCode: reply.StatusCode);
    }

    /// <summary>
    /// A loopback address is not enough: a proxy on this machine speaks for others, and a name that was rebound to this machine is not
    /// its own.
    /// </summary>
    private static bool IsOnThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !ForwardingHeaders.Any(context.Request.Headers.ContainsKey)
        && IsLoopbackName(context.Request.Host.Host);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);
}
