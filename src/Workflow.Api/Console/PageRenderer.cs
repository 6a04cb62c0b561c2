using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Workflow.Api.Access;
using Workflow.Api.Routing;

namespace Workflow.Api.Console;

/// <summary>Renders Razor components to whole pages. Components encode everything that they show.</summary>
public sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    private const string ContentType = "text/html; charset=utf-8";

    internal async Task<IResult> RenderAsync<TPage>(
        HttpContext context, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        // Rendered to the end before the answer begins, so that a failure is still an error page.
        await using var renderer = new HtmlRenderer(services, loggers);
        var page = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(CascadingValue<>.Value)] = context.Features.Get<Caller>(),
            [nameof(CascadingValue<>.IsFixed)] = true,
            [nameof(CascadingValue<>.ChildContent)] = Compose<TPage>(parameters),
        });
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<CascadingValue<Caller?>>(page)).ToHtmlString());
        return TypedResults.Text(html, ContentType, statusCode: status);
    }

    internal Task<IResult> RenderProblemAsync(HttpContext context, GateProblem problem)
    {
        problem.SetHeaders(context.Response);
        return RenderAsync<ProblemPage>(
            context,
            new()
            {
                [nameof(ProblemPage.Problem)] = problem,
                [nameof(ProblemPage.TraceId)] = GateProblem.TraceId(context),
            },
            problem.Status);
    }

    private static RenderFragment Compose<TPage>(Dictionary<string, object?> parameters)
        where TPage : IComponent => builder =>
    {
        builder.OpenComponent<TPage>(0);
        builder.AddMultipleAttributes(1, parameters!);
        builder.CloseComponent();
    };
}
