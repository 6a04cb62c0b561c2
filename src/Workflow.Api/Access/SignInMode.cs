namespace Workflow.Api.Access;

/// <summary>How the gate knows who calls its console and its API: the values of <c>Access:SignIn</c>.</summary>
public enum SignInMode
{
    /// <summary>
    /// Microsoft Entra ID, through App Service Authentication in front of the gate. The one mode that knows people by name, so the one in
    /// which roles beyond viewing can be held. Only in Azure, and only while that authentication is switched on.
    /// </summary>
    AppService,

    /// <summary>
    /// Only callers on this machine see anything. Only for hosts that accept connections themselves. A proxy on this machine must say
    /// that it is one (<c>Forwarded</c>, <c>Via</c> or any <c>X-Forwarded-</c> header); one that does not is taken for this machine.
    /// </summary>
    ThisMachine,

    /// <summary>A proxy in front of the gate signs people in: whoever reaches the gate may view. Not in Azure.</summary>
    Proxy,

    /// <summary>Whoever reaches the gate may view: for development. Not in Azure.</summary>
    None,
}
