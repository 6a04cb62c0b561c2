using System.Net;
using Microsoft.AspNetCore.Http;

namespace Workflow.Api.Routing;

/// <summary>Tells callers on this machine from all others.</summary>
public static class Loopback
{
    private static readonly string[] ForwardingHeaders = ["Forwarded", "Via", "X-Real-IP"];

    /// <summary>
    /// Whether the caller is on this machine. A loopback address is not enough: a proxy on this machine speaks for others, and a foreign
    /// name that was rebound to this machine is how a web page would reach in.
    /// </summary>
    public static bool IsCaller(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !context.Request.Headers.Keys.Any(IsForwarding)
        && IsName(context.Request.Host.Host);

    private static bool IsForwarding(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || ForwardingHeaders.Contains(header, StringComparer.OrdinalIgnoreCase);

    private static bool IsName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
