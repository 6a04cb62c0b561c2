using Microsoft.AspNetCore.Http;

namespace Workflow.Api.Routing;

/// <summary>
/// Whether the host accepts connections itself. To a host that another process hands requests to, every caller seems to be on this
/// machine. Said by the host's code, so that no setting can claim it.
/// </summary>
public sealed record HostSocket(bool IsOwned)
{
    public bool IsCallerOnThisMachine(HttpContext context) => IsOwned && Loopback.IsCaller(context);
}
