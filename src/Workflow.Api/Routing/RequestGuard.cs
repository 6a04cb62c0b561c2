using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflow.Api.Access;
using Workflow.Api.Console;

namespace Workflow.Api.Routing;

/// <summary>What every request gets around its handler, on hosts with and without a middleware pipeline.</summary>
internal static partial class RequestGuard
{
    public static async Task<IResult> HandleAsync(GateRoute route, HttpContext context)
    {
        Protect(route, context.Response);
        var services = context.RequestServices;
        var limit = services.GetRequiredService<IOptions<GateApiOptions>>().Value.RequestTimeout;
        using var timeout = new CancellationTokenSource(limit, services.GetRequiredService<TimeProvider>());
        using var unwanted = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);

        // What was sent to the gate takes effect even when its sender hangs up; an answer that nobody waits for is not worked out.
        var cancellation = HttpMethods.IsPost(route.Method) ? timeout.Token : unwanted.Token;
        try
        {
            var refused = services.GetRequiredService<AccessCheck>().Check(route, context)
                ?? services.GetRequiredService<ForgeryCheck>().Check(route, context.Request);
            return refused is { } refusal
                ? await AnswerAsync(route, context, refusal)
                : await route.Handler(context, cancellation);
        }
        catch (BadHttpRequestException exception)
        {
            return await AnswerAsync(route, context, GateProblem.BadRequest(exception));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return TypedResults.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            Log.TimedOut(Logger(services), route.Name, limit);
            return await AnswerAsync(route, context, GateProblem.TookTooLong(limit));
        }
        catch (Exception exception)
        {
            Log.Failed(Logger(services), exception, route.Name);
            return await AnswerAsync(route, context, GateProblem.Internal());
        }
    }

    private static Task<IResult> AnswerAsync(GateRoute route, HttpContext context, GateProblem problem) =>
        route.IsPage
            ? context.RequestServices.GetRequiredService<PageRenderer>().RenderProblemAsync(context, problem)
            : Task.FromResult(problem.ToResult(context));

    private static void Protect(GateRoute route, HttpResponse response)
    {
        // The pages with forms. A browser sends their Origin only where they may tell it to this host (fetch.spec.whatwg.org, "append a
        // request Origin header").
        var hasForm = route.Access is GateAccess.SignedIn;
        var headers = response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action {(hasForm ? "'self'" : "'none'")}; "
            + "frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = hasForm ? "same-origin" : "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }

    private static ILogger Logger(IServiceProvider services) =>
        services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RequestGuard));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Route} failed.")]
        public static partial void Failed(ILogger logger, Exception exception, string route);

        [LoggerMessage(2, LogLevel.Error, "{Route} took longer than {Limit} and was given up.")]
        public static partial void TimedOut(ILogger logger, string route, TimeSpan limit);
    }
}
