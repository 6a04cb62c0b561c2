using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflow.Api.Routing;

namespace Workflow.Api.Access;

/// <summary>Holds every request to its route's <see cref="GateAccess"/>.</summary>
internal sealed partial class AccessCheck(IOptions<AccessOptions> options, HostSocket socket, ILogger<AccessCheck> logger)
{
    /// <summary>Where it can be known who calls, the <see cref="Caller"/> is in the context's features afterwards.</summary>
    /// <returns>Why the request is refused, or null where it may go on.</returns>
    public GateProblem? Check(GateRoute route, HttpContext context)
    {
        if (route.Access is GateAccess.Anyone or GateAccess.ProvenByMessage)
        {
            return null;
        }

        var role = GateRoles.For(route.Access);
        var refusal = options.Value.Mode switch
        {
            SignInMode.AppService => CheckPrincipal(role, context),
            SignInMode.ThisMachine when !socket.IsCallerOnThisMachine(context) => AccessProblems.NotThisMachine(),
            SignInMode.ThisMachine or SignInMode.Proxy or SignInMode.None =>
                role is GateRoles.View ? null : role is null ? AccessProblems.NobodyIsKnown() : AccessProblems.NobodyIsNamed(role),
            _ => throw new UnreachableException(),
        };
        if (refusal is not null)
        {
            var who = context.Features.Get<Caller>()?.ObjectId ?? $"somebody at {context.Connection.RemoteIpAddress}";
            Log.Refused(logger, route.Name, who, refusal.Token);
        }

        return refusal;
    }

    private GateProblem? CheckPrincipal(string? role, HttpContext context)
    {
        var headers = context.Request.Headers[ClientPrincipal.HeaderName];
        if (headers.Count == 0)
        {
            return AccessProblems.NotSignedIn(context.Request);
        }

        var defect = "it came more than once";
        if (headers is not [{ } header] || ClientPrincipal.TryParse(header, out defect) is not { } principal)
        {
            Log.Unreadable(logger, ClientPrincipal.HeaderName, defect);
            return AccessProblems.NotSignedIn(context.Request);
        }

        var caller = principal.Caller;
        context.Features.Set(caller);
        if (principal.TenantId != Guid.Parse(options.Value.TenantId!))
        {
            return AccessProblems.OtherTenant(caller);
        }

        return role is null
            ? caller.IsProgram ? AccessProblems.NoPerson(caller) : null
            : caller.Holds(role) ? null : AccessProblems.RoleMissing(caller, role);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Route} was refused to {Caller}: {Reason}.")]
        public static partial void Refused(ILogger logger, string route, string caller, string reason);

        [LoggerMessage(2, LogLevel.Warning, "The header {Header} cannot be read, so nobody counts as signed in: {Defect}.")]
        public static partial void Unreadable(ILogger logger, string header, string defect);
    }
}
