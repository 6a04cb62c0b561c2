using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;
using Workflow.Api.Console;

namespace Workflow.Api.Routing;

/// <summary>Answers what no route answers: programs with a problem, people with a page.</summary>
public sealed class FallbackEndpoint(PageRenderer pages)
{
    private static readonly (TemplateMatcher Matcher, string Method)[] Known =
        [.. GateRoutes.All.Select(route => (new TemplateMatcher(TemplateParser.Parse(route.Template), []), route.Method))];

    public Task<IResult> RefuseAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var path = context.Request.Path;
        string[] allowed = [.. Known.Where(one => one.Matcher.TryMatch(path, [])).Select(one => one.Method).Distinct()];
        var problem = allowed.Length > 0
            ? GateProblem.MethodNotAllowed(context.Request.Method, string.Join(", ", allowed))
            : GateProblem.UnknownPath(path);
        var forProgram = path.StartsWithSegments("/api") || path.StartsWithSegments("/webhooks")
            || !HttpMethods.IsGet(context.Request.Method);
        return forProgram ? Task.FromResult(problem.ToResult(context)) : pages.RenderProblemAsync(context, problem);
    }
}
