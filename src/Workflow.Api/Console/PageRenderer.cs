using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Workflow.Api.Routing;

namespace Workflow.Api.Console;

/// <summary>Renders Razor components to whole pages. Components encode everything that they show.</summary>
public sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    private const string ContentType = "text/html; charset=utf-8";

    internal async Task<IResult> RenderAsync<TPage>(
        Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        // Rendered to the end before the answer begins, so that a failure is still an error page.
        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return TypedResults.Text(html, ContentType, statusCode: status);
    }

    internal Task<IResult> RenderProblemAsync(HttpContext context, GateProblem problem)
    {
        problem.SetHeaders(context.Response);
        return RenderAsync<ProblemPage>(
            new()
            {
                [nameof(ProblemPage.Problem)] = problem,
                [nameof(ProblemPage.TraceId)] = GateProblem.TraceId(context),
            },
            problem.Status);
    }
}
