using Microsoft.AspNetCore.Http;
using Workflow.Api.Deployments;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;

namespace Workflow.Api.Policy;

/// <summary>The policy in force and the audit trail of the gate itself, for programs.</summary>
public sealed class PolicyEndpoint(IPolicySource policies, PolicyTrail trail)
{
    /// <summary><c>GET /api/policy</c>.</summary>
    public async Task<IResult> GetAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var policy = await policies.GetAsync(cancellationToken);
        var audit = AuditJson.Of(PolicyTrail.Id, await trail.ReadAsync(cancellationToken));
        return TypedResults.Json(new PolicyJson(policy.Name, policy.Digest, audit), WorkflowJson.Options);
    }
}

/// <param name="Digest">SHA-256 of the source in lower-case hexadecimal.</param>
/// <param name="Audit">Which policies were in force before.</param>
public sealed record PolicyJson(string Name, string Digest, AuditJson Audit);
