using Microsoft.Extensions.DependencyInjection;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Api;

/// <summary>A trail whose only record was rewritten in storage.</summary>
internal sealed class DamagedAuditLog : IAuditLog
{
    public static void Add(IServiceCollection services) => services.AddSingleton<IAuditLog, DamagedAuditLog>();

    public Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken) => throw new NotSupportedException();

    public async Task<AuditRecord?> ReadLastAsync(DeploymentId deployment, CancellationToken cancellationToken) =>
        (await ReadAsync(deployment, cancellationToken))[^1];

    public Task<IReadOnlyList<AuditRecord>> ReadAsync(DeploymentId deployment, CancellationToken cancellationToken)
    {
        var entry = new AuditEntry(deployment, "decision.accepted:1", "decision.accepted", "Dana Okafor", "Dana Okafor decided: reject.");
        var record = AuditChain.Append(null, entry, SampleReviews.Now);
        return Task.FromResult<IReadOnlyList<AuditRecord>>(
            [record with { Entry = entry with { Summary = "Dana Okafor decided: approve." } }]);
    }
}
