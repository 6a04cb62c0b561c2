using System.Collections.Concurrent;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>Documents for as long as a test runs.</summary>
internal sealed class InMemoryDocumentStore : IDocumentStore
{
    private readonly ConcurrentDictionary<(DeploymentId Deployment, string Name), byte[]> documents = new();

    public int Count => documents.Count;

    public Task AddAsync(DeploymentId deployment, DocumentContent document, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        documents.TryAdd((deployment, document.Name), document.Bytes.ToArray());
        return Task.CompletedTask;
    }

    public Task<byte[]?> FindAsync(DeploymentId deployment, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(documents.GetValueOrDefault((deployment, name))?.ToArray());
    }

    public Task RemoveAsync(DeploymentId deployment, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var key in documents.Keys.Where(key => key.Deployment == deployment))
        {
            documents.TryRemove(key, out _);
        }

        return Task.CompletedTask;
    }
}
