using Workflow.Core.Deployments;

namespace Workflow.Orchestration.Ports;

/// <summary>Keeps the documents that came with requests: apart from reviews and histories, which would be too large with them.</summary>
public interface IDocumentStore
{
    /// <summary>Keeps a document; where the deployment has one of this name, that one stays as it is.</summary>
    Task AddAsync(DeploymentId deployment, DocumentContent document, CancellationToken cancellationToken);

    /// <summary>The content of a document, or null where there is none of this name.</summary>
    Task<byte[]?> FindAsync(DeploymentId deployment, string name, CancellationToken cancellationToken);

    /// <summary>Removes all documents of a deployment, if there are any.</summary>
    Task RemoveAsync(DeploymentId deployment, CancellationToken cancellationToken);
}

/// <summary>The content of a document that came with a request.</summary>
/// <param name="Name">The document's name in the request.</param>
/// <param name="Bytes">At most <see cref="MaxBytes"/>.</param>
public sealed record DocumentContent(string Name, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Larger documents are named by URL or path.</summary>
    public const int MaxBytes = 256 * 1024;
}
