namespace Workflow.Api.Access;

/// <summary>Who may use the console and the API: section <see cref="Section"/>. Validated on start.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>
    /// How callers are known: the name of a <see cref="SignInMode"/>, in any case. No default: without it the gate does not start. The
    /// local host brings <see cref="SignInMode.ThisMachine"/>.
    /// </summary>
    public string? SignIn { get; set; }

    /// <summary>
    /// The Entra ID tenant that people must belong to: a GUID. Required with <see cref="SignInMode.AppService"/>, because an app
    /// registration may let in other tenants, whose administrators assign its roles as they like.
    /// </summary>
    public string? TenantId { get; set; }

    /// <summary>
    /// The <c>acr</c> or <c>acrs</c> that a sign-in must have to count where a policy asks for a fresh one, such as the authentication
    /// context <c>c1</c>. Default none: any sign-in counts.
    /// </summary>
    public string? StepUpAcr { get; set; }

    /// <summary>Null where <see cref="SignIn"/> names no mode.</summary>
    internal SignInMode? Mode => Enum.GetValues<SignInMode>()
        .Where(mode => string.Equals(mode.ToString(), SignIn, StringComparison.OrdinalIgnoreCase))
        .Cast<SignInMode?>()
        .SingleOrDefault();
}
