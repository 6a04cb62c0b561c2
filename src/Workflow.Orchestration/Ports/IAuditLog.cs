using Workflow.Core.Audit;
using Workflow.Core.Deployments;

namespace Workflow.Orchestration.Ports;

/// <summary>The append-only, hash-chained trail of each deployment.</summary>
public interface IAuditLog
{
    /// <summary>Appends an entry, once: an entry with a key that the trail has already is a no-op.</summary>
    Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>The newest record of a trail, at the cost of one row; null for an unknown deployment.</summary>
    Task<AuditRecord?> ReadLastAsync(DeploymentId deployment, CancellationToken cancellationToken);

    /// <summary>The whole trail, oldest first; empty for an unknown deployment.</summary>
    Task<IReadOnlyList<AuditRecord>> ReadAsync(DeploymentId deployment, CancellationToken cancellationToken);
}
