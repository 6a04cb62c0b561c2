using System.Net;

namespace Workflow.LocalHost.Local.Teams;

/// <summary>
/// Lets only callers on this machine through. A proxy on this machine speaks for others, and a foreign name that resolves to this
/// machine is how a web page would reach in: both are refused.
/// </summary>
internal sealed class ThisMachineOnly : IEndpointFilter
{
    private static readonly string[] ForwardingHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via"];

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var isHere = context.HttpContext.Connection.RemoteIpAddress is { } address
            && IPAddress.IsLoopback(address)
            && !ForwardingHeaders.Any(request.Headers.ContainsKey)
            && IsThisMachine(request.Host.Host);
        return isHere
            ? next(context)
            : ValueTask.FromResult<object?>(TypedResults.Problem("The local stand-in for Teams answers only to this machine.", statusCode: 403));
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
