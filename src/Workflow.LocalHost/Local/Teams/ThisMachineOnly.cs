using Workflow.Api.Routing;

namespace Workflow.LocalHost.Local.Teams;

/// <summary>Lets only callers on this machine through.</summary>
internal sealed class ThisMachineOnly : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Loopback.IsCaller(context.HttpContext)
            ? next(context)
            : ValueTask.FromResult<object?>(
                TypedResults.Problem("The local stand-in for Teams answers only to this machine.", statusCode: 403));
}
