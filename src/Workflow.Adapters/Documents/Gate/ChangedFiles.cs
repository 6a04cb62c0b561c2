using Microsoft.Extensions.Options;
using Workflow.Core.Deployments;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Changes;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Documents.Gate;

/// <summary>Reads the changed files that say something about risk, as they were and as they will be.</summary>
internal sealed class ChangedFiles(IEnumerable<IChangeSource> sources, IOptions<RiskAnalysisOptions> options)
{
    public async Task ReadAsync(
        DeploymentRequest request, ChangeSet changes, RiskCollector risk, CancellationToken cancellationToken)
    {
        // What can destroy data comes first, so that no number of other files keeps it from being read.
        ChangedFile[] files =
        [
            .. changes.Files
                .Where(file => RiskPaths.IsWorthReading(file.Path))
                .OrderBy(file => RiskPaths.IsSql(file.Path) ? 0 : RiskPaths.IsMigration(file.Path) ? 1 : 2),
        ];
        var max = options.Value.MaxFiles;
        foreach (var file in files.Take(max))
        {
            await ReadAsync(request, changes.Range, file, risk, cancellationToken);
        }

        foreach (var finding in AnalysisRules.AreTooMany([.. files.Skip(max).Select(file => file.Path)], max))
        {
            risk.Add(finding);
        }
    }

    private async Task ReadAsync(
        DeploymentRequest request, CommitRange range, ChangedFile file, RiskCollector risk, CancellationToken cancellationToken)
    {
        try
        {
            var before = file.Kind is FileChangeKind.Added || range.Base is not { } deployed
                ? null
                : await FindAsync(request, deployed, file.PreviousPath ?? file.Path, cancellationToken);
            var after = file.Kind is FileChangeKind.Deleted ? null : await FindAsync(request, range.Head, file.Path, cancellationToken);
            if (before is null && after is null)
            {
                risk.Add(AnalysisRules.IsUnread(file.Path, "It is a link or a submodule and no file"));
                return;
            }

            ChangedDocumentReader.Read(new ChangedDocument(file.Path, ToOpen(before), ToOpen(after)), risk);
        }
        catch (ChangeUnavailableException unavailable)
        {
            risk.Add(AnalysisRules.IsUnread(file.Path, unavailable.Message.TrimEnd('.')));
        }
    }

    private async Task<byte[]?> FindAsync(DeploymentRequest request, string commit, string path, CancellationToken cancellationToken)
    {
        var source = sources.First(source => source.Kind == request.Repository.Kind);
        using var content = new MemoryStream();
        var isThere = await source.CopyFileAsync(request, commit, path, options.Value.MaxFileBytes, content, cancellationToken);
        return isThere ? content.ToArray() : null;
    }

    private static Func<Stream>? ToOpen(byte[]? content) => content is null ? null : () => new MemoryStream(content, writable: false);
}
