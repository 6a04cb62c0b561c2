using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workflow.Core;
using Workflow.Orchestration;

namespace Workflow.Api.Health;

/// <summary>For whatever restarts the process and for whatever sends it traffic. Tells names and states, never details.</summary>
public sealed class HealthEndpoint(HealthCheckService checks)
{
    /// <summary><c>GET /healthz</c>: the process answers. Asks nothing else, so that a failing dependency restarts nothing.</summary>
    public static Task<IResult> GetHealthAsync(HttpContext context, CancellationToken cancellationToken) =>
        Task.FromResult<IResult>(TypedResults.Json(new { status = "alive" }, WorkflowJson.Options));

    /// <summary><c>GET /readyz</c>: 200 when the gate can work, 503 when a dependency fails.</summary>
    public async Task<IResult> GetReadinessAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(cancellationToken);
        var ready = report.Status is not HealthStatus.Unhealthy;
        var answer = new
        {
            status = ready ? "ready" : "not-ready",
            checks = report.Entries
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => new { name = entry.Key, state = Words.Token(entry.Value.Status) }),
        };
        return TypedResults.Json(
            answer, WorkflowJson.Options, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
