using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Workflow.Api.Routing;

/// <summary>Answers one request. Route values are read from <see cref="HttpRequest.RouteValues"/>.</summary>
public delegate Task<IResult> GateHandler(HttpContext context, CancellationToken cancellationToken);

/// <summary>One route of the HTTP surface, the same on every host.</summary>
/// <param name="Name">Unique; verb and noun.</param>
/// <param name="Template">As ASP.NET Core writes route templates, with a leading slash.</param>
/// <param name="IsPage">Whether people read the answer, so that its errors are pages too.</param>
/// <param name="Access">Who may call it.</param>
/// <param name="Handler">The bare handler.</param>
public sealed record GateRoute(string Name, string Method, string Template, bool IsPage, GateAccess Access, GateHandler Handler)
{
    /// <summary>Not for hosts: it does not ask who calls.</summary>
    internal GateHandler Handler { get; } = Handler;

    /// <summary>Whether it takes what a form of the gate's own pages sends, and nothing from programs.</summary>
    internal bool TakesForm { get; init; }

    /// <summary>
    /// Answers a request whose caller has the route's access and refuses every other, within the time limit and with the headers that
    /// browsers need to protect people. Never throws: every error is a problem or an error page.
    /// </summary>
    public Task<IResult> HandleAsync(HttpContext context) => RequestGuard.HandleAsync(this, context);

    internal static GateRoute Page<TEndpoint>(
        string name, string template, GateAccess access, Func<TEndpoint, GateHandler> handler)
        where TEndpoint : notnull =>
        new(name, HttpMethods.Get, template, true, access, Resolve(handler));

    internal static GateRoute Program<TEndpoint>(
        string name, string method, string template, GateAccess access, Func<TEndpoint, GateHandler> handler)
        where TEndpoint : notnull =>
        new(name, method, template, false, access, Resolve(handler));

    internal static GateRoute Form<TEndpoint>(
        string name, string template, GateAccess access, Func<TEndpoint, GateHandler> handler)
        where TEndpoint : notnull =>
        new(name, HttpMethods.Post, template, true, access, Resolve(handler)) { TakesForm = true };

    private static GateHandler Resolve<TEndpoint>(Func<TEndpoint, GateHandler> handler)
        where TEndpoint : notnull =>
        (context, cancellationToken) =>
            handler(context.RequestServices.GetRequiredService<TEndpoint>())(context, cancellationToken);
}
