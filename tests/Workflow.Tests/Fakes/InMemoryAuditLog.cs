using System.Collections.Concurrent;
using System.Collections.Immutable;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>Hash-chained trails for as long as a test runs.</summary>
internal sealed class InMemoryAuditLog(TimeProvider time) : IAuditLog
{
    private readonly ConcurrentDictionary<DeploymentId, ImmutableList<AuditRecord>> trails = new();

    public Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        trails.AddOrUpdate(entry.Deployment, _ => Append([], entry), (_, trail) => Append(trail, entry));
        return Task.CompletedTask;
    }

    /// <summary>How many times a whole trail was read.</summary>
    public int Reads { get; private set; }

    public Task<AuditRecord?> ReadLastAsync(DeploymentId deployment, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(trails.GetValueOrDefault(deployment, []).LastOrDefault());
    }

    public Task<IReadOnlyList<AuditRecord>> ReadAsync(DeploymentId deployment, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Reads++;
        return Task.FromResult<IReadOnlyList<AuditRecord>>(trails.GetValueOrDefault(deployment, []));
    }

    private ImmutableList<AuditRecord> Append(ImmutableList<AuditRecord> trail, AuditEntry entry) =>
        trail.Exists(record => record.Entry.Key == entry.Key)
            ? trail
            : trail.Add(AuditChain.Append(trail.IsEmpty ? null : trail[^1], entry, time.GetUtcNow()));
}
