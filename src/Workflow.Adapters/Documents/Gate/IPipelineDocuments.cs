using Workflow.Core.Deployments;

namespace Workflow.Adapters.Documents.Gate;

/// <summary>Finds the documents that a kind of pipeline keeps itself, beside those that its request names.</summary>
internal interface IPipelineDocuments
{
    /// <summary>The <see cref="PipelineReference.Kind"/> that it knows.</summary>
    string PipelineKind { get; }

    /// <exception cref="DocumentUnavailableException">The pipeline does not tell what it keeps.</exception>
    Task<IReadOnlyList<DocumentArchive>> ListAsync(DeploymentRequest request, CancellationToken cancellationToken);
}

/// <summary>A zip archive with documents.</summary>
/// <param name="CopyAsync">
/// Copies at most so many bytes of it; throws <see cref="DocumentUnavailableException"/> where it cannot be had.
/// </param>
internal sealed record DocumentArchive(string Name, Func<long, Stream, CancellationToken, Task> CopyAsync);
