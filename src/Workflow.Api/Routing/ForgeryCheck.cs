using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Workflow.Api.Decisions;

namespace Workflow.Api.Routing;

/// <summary>
/// Refuses what another site's page has a signed-in person's browser send (cross-site request forgery). A page can send JSON to another
/// site only after that site allowed it, which the gate never does (fetch.spec.whatwg.org, "CORS protocol"), and browsers say where a
/// request comes from (w3.org/TR/fetch-metadata, RFC 6454). Programs send neither header.
/// </summary>
internal sealed class ForgeryCheck(GateLinks links)
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <returns>Why the request is refused, or null.</returns>
    public GateProblem? Check(GateRoute route, HttpRequest request)
    {
        if (!Changes(route))
        {
            return null;
        }

        return route.TakesForm ? CheckForm(request) : CheckProgram(request);
    }

    private GateProblem? CheckProgram(HttpRequest request)
    {
        var site = request.Headers[FetchSite].ToString();
        if (site is not ("" or "same-origin" or "none"))
        {
            return Foreign($"The browser says that it comes from elsewhere ({FetchSite}: {site}).");
        }

        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !IsOwn(origin, request))
        {
            return Foreign($"The Origin '{origin}' is another host's.");
        }

        return request.HasJsonContentType() ? null : GateProblem.NotJson(request.ContentType);
    }

    /// <summary>
    /// Any site's page can send a form without being asked for it, so that it has to be shown to come from the gate's own.
    /// </summary>
    private GateProblem? CheckForm(HttpRequest request)
    {
        var (site, origin) = (request.Headers[FetchSite].ToString(), request.Headers.Origin.ToString());
        if (site.Length == 0 && origin.Length == 0)
        {
            return Foreign("Nothing says which page sent the form.");
        }

        if (site is not ("" or "same-origin"))
        {
            return Foreign($"The browser says that it comes from elsewhere ({FetchSite}: {site}).");
        }

        return origin.Length > 0 && !IsOwn(origin, request) ? Foreign($"The Origin '{origin}' is another host's.")
            : IsForm(request) ? null
            : GateProblem.NotForm(request.ContentType);
    }

    private static bool IsForm(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(DecisionForm.MediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the route takes something in on the word of who is signed in.</summary>
    private static bool Changes(GateRoute route) =>
        route.Access is not GateAccess.ProvenByMessage
        && route.Method != GateRoutes.Unmatched.Method
        && !HttpMethods.IsGet(route.Method);

    /// <summary>Hosts only: behind a proxy the gate sees another scheme than the browser.</summary>
    private bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var sender)
        && Uri.TryCreate(links.Absolute(request, "/"), UriKind.Absolute, out var own)
        && (string.Equals(sender.Authority, own.Authority, StringComparison.OrdinalIgnoreCase)
            || string.Equals(sender.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));

    private static GateProblem Foreign(string detail) => new(
        StatusCodes.Status403Forbidden,
        "foreign-site",
        "The request comes from another site's page",
        $"{detail} Send it from a program, or from a page of the gate.");
}
