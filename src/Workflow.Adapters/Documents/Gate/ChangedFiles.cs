using Microsoft.Extensions.Options;
using Workflow.Core.Deployments;
using Workflow.Core.Risk;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Documents.Gate;

/// <summary>Reads the changed files that say something about risk, as they were and as they will be.</summary>
internal sealed class ChangedFiles(IEnumerable<IChangeSource> sources, IOptions<RiskAnalysisOptions> options)
{
    public Task ReadAsync(DeploymentRequest request, ChangeSet changes, RiskCollector risk, CancellationToken cancellationToken) =>
        ChangedFileRisk.FindAsync(
            changes.Files, options.Value.MaxFiles, file => FetchAsync(request, changes.Range, file, cancellationToken), risk);

    private async Task<ChangedContent> FetchAsync(
        DeploymentRequest request, CommitRange range, ChangedFile file, CancellationToken cancellationToken)
    {
        var before = file.Kind is FileChangeKind.Added || range.Base is not { } deployed
            ? null
            : await FindAsync(request, deployed, file.PreviousPath ?? file.Path, cancellationToken);
        var after = file.Kind is FileChangeKind.Deleted ? null : await FindAsync(request, range.Head, file.Path, cancellationToken);
        return new ChangedContent(before, after);
    }

    private async Task<byte[]?> FindAsync(DeploymentRequest request, string commit, string path, CancellationToken cancellationToken)
    {
        var source = sources.First(source => source.Kind == request.Repository.Kind);
        using var content = new MemoryStream();
        var isThere = await source.CopyFileAsync(request, commit, path, options.Value.MaxFileBytes, content, cancellationToken);
        return isThere ? content.ToArray() : null;
    }
}
