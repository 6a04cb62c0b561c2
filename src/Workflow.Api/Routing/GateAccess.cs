namespace Workflow.Api.Routing;

/// <summary>Who may call a route.</summary>
public enum GateAccess
{
    /// <summary>Everybody: the answer tells nothing about any deployment.</summary>
    Anyone,

    /// <summary>Whoever proves by the message itself where it comes from: by its signature or its token.</summary>
    ProvenByMessage,

    /// <summary>People and programs that may see deployments.</summary>
    Viewer,

    /// <summary>People who are signed in, with whatever roles. What they may do is judged by the review.</summary>
    SignedIn,

    /// <summary>Those who may change policy and friction controls.</summary>
    PolicyAdministrator,

    /// <summary>Those who may ask for, or confirm, a release by break-glass.</summary>
    BreakGlass,
}
