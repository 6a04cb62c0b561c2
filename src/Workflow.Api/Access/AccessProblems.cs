using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Workflow.Api.Routing;

namespace Workflow.Api.Access;

/// <summary>Why a request was refused, for the one who sent it.</summary>
internal static class AccessProblems
{
    /// <summary>The path is App Service Authentication's (learn.microsoft.com, "Customize sign-in and sign-out").</summary>
    public static GateProblem NotSignedIn(HttpRequest request) => new(
        StatusCodes.Status401Unauthorized,
        "not-signed-in",
        "Nobody is signed in",
        "Sign in with your work account. A program sends a token of Entra ID for this gate in the header Authorization, as Bearer.")
    {
        SignInPath = SignInPath(request),
    };

    private static string SignInPath(HttpRequest request, string parameters = "") =>
        $"/.auth/login/aad?{parameters}post_login_redirect_uri="
        + Uri.EscapeDataString(UriHelper.BuildRelative(request.PathBase, request.Path, request.QueryString));

    /// <summary>Where to sign in anew, although somebody is signed in, and to come back from.</summary>
    public static string SignInAgainPath(HttpRequest request) => SignInPath(request, "prompt=login&");

    public static GateProblem OtherTenant(Caller caller) => new(
        StatusCodes.Status403Forbidden,
        "other-tenant",
        "You belong to another organisation",
        $"{caller.Name} is signed in from a tenant of Entra ID that is not this gate's. "
        + "Sign out at /.auth/logout and use another account.");

    public static GateProblem RoleMissing(Caller caller, string role) => new(
        StatusCodes.Status403Forbidden,
        "role-missing",
        "A role is missing",
        $"{caller.Name} does not have the role {role}. Whoever administers the gate's enterprise application in Entra ID can assign it; it "
        + "counts from the next sign-in on.");

    public static GateProblem NotThisMachine() => new(
        StatusCodes.Status403Forbidden,
        "not-this-machine",
        "The gate answers only to its own machine",
        "Open it there by a loopback address. To show it to others, set Access:SignIn and put a sign-in in front of the gate.");

    public static GateProblem NoPerson(Caller caller) => new(
        StatusCodes.Status403Forbidden,
        "no-person",
        "Only people decide",
        $"{caller.Name} is an application or an agent. A person has to sign in and decide.");

    public static GateProblem NobodyIsKnown() => new(
        StatusCodes.Status403Forbidden,
        "nobody-known",
        "Decisions are not taken here",
        "This gate does not know who opens its pages: only with Access:SignIn AppService people are known by name. Decide in Teams, on the "
        + "card that you were sent.");

    public static GateProblem NobodyIsNamed(string role) => new(
        StatusCodes.Status403Forbidden,
        "role-missing",
        "A role is missing",
        $"This asks for the role {role}, and this gate does not know who calls: only with Access:SignIn AppService can people hold roles.");
}
