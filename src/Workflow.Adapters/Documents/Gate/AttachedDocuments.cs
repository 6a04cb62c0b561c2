using Microsoft.Extensions.Options;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Documents.Gate;

/// <summary>Gets the documents of a request from wherever they are.</summary>
internal sealed class AttachedDocuments(
    IDocumentStore store, IEnumerable<IChangeSource> sources, DocumentDownload download, IOptions<RiskAnalysisOptions> options)
{
    /// <summary>Brings a document into a temporary file, which the caller disposes of.</summary>
    /// <exception cref="DocumentUnavailableException">It cannot be had for good, or is not what the request says it is.</exception>
    public async Task<SpooledDocument> OpenAsync(
        DeploymentRequest request, AttachedDocument document, CancellationToken cancellationToken)
    {
        var spooled = SpooledDocument.Create();
        try
        {
            await CopyAsync(request, document, spooled.Destination, cancellationToken);
            var sha256 = await spooled.CompleteAsync(cancellationToken);
            return document.Sha256 is null || document.Sha256 == sha256
                ? spooled
                : throw new DocumentUnavailableException(
                    $"The content is not the one that was announced: its SHA-256 is {sha256}, and the request says {document.Sha256}");
        }
        catch
        {
            await spooled.DisposeAsync();
            throw;
        }
    }

    private Task CopyAsync(
        DeploymentRequest request, AttachedDocument document, Stream destination, CancellationToken cancellationToken) =>
        document.Source switch
        {
            DocumentSource.Inline => CopyKeptAsync(request, document, destination, cancellationToken),
            DocumentSource.Url => download.CopyAsync(new Uri(document.Location!), destination, cancellationToken),
            _ => CopyFileAsync(request, document.Location!, destination, cancellationToken),
        };

    private async Task CopyKeptAsync(
        DeploymentRequest request, AttachedDocument document, Stream destination, CancellationToken cancellationToken)
    {
        var content = await store.FindAsync(request.Id, document.Name, cancellationToken)
            ?? throw new DocumentUnavailableException("The gate no longer has its content");
        await destination.WriteAsync(content, cancellationToken);
    }

    private async Task CopyFileAsync(DeploymentRequest request, string path, Stream destination, CancellationToken cancellationToken)
    {
        var source = sources.First(source => source.Kind == request.Repository.Kind);
        var max = options.Value.MaxRepositoryDocumentBytes;
        try
        {
            if (!await source.CopyFileAsync(request, request.Commits.Head, path, max, destination, cancellationToken))
            {
                throw new DocumentUnavailableException($"There is no file {path} in the repository at head");
            }
        }
        catch (ChangeUnavailableException unavailable)
        {
            throw new DocumentUnavailableException(unavailable.Message.TrimEnd('.'), unavailable);
        }
    }
}
