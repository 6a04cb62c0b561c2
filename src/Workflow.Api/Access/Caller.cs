namespace Workflow.Api.Access;

/// <summary>
/// A person or program that signed in. Handlers get it from <c>HttpContext.Features</c>; there is none where the gate knows nobody by
/// name, which is so for every <see cref="SignInMode"/> but one, and on routes that ask for no role.
/// </summary>
/// <param name="Name">As the directory has it: to be shown, never to be decided by.</param>
/// <param name="ObjectId">The Entra ID object id, a GUID in lower case.</param>
/// <param name="Roles">Those of <see cref="GateRoles"/> that are assigned.</param>
public sealed record Caller(string Name, string ObjectId, IReadOnlySet<string> Roles)
{
    /// <summary>When the caller proved to Entra ID who they are (<c>auth_time</c>); null where the sign-in does not say.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>How the caller proved it (<c>acr</c>, <c>acrs</c>), such as by the authentication context <c>c1</c>.</summary>
    public IReadOnlyList<string> Strengths { get; init; } = [];

    /// <summary>Whether this is an application or an agent and no person.</summary>
    public bool IsProgram { get; init; }

    /// <summary>Whether the caller holds the role. Whoever holds any may view.</summary>
    public bool Holds(string role) => Roles.Contains(role) || (role == GateRoles.View && Roles.Count > 0);
}
