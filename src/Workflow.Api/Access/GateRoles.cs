using System.Collections.Frozen;
using System.Diagnostics;
using Workflow.Api.Routing;

namespace Workflow.Api.Access;

/// <summary>The app roles of the gate's registration in Entra ID. Their values are compared as they are written here.</summary>
public static class GateRoles
{
    public const string View = "Gate.View";

    public const string AdministerPolicy = "Gate.AdministerPolicy";

    public const string BreakGlass = "Gate.BreakGlass";

    public static readonly FrozenSet<string> All = FrozenSet.Create(StringComparer.Ordinal, View, AdministerPolicy, BreakGlass);

    /// <summary>The role that a route asks for, or null where it asks for none.</summary>
    internal static string? For(GateAccess access) => access switch
    {
        GateAccess.Anyone or GateAccess.ProvenByMessage or GateAccess.SignedIn => null,
        GateAccess.Viewer => View,
        GateAccess.PolicyAdministrator => AdministerPolicy,
        GateAccess.BreakGlass => BreakGlass,
        _ => throw new UnreachableException(),
    };
}
