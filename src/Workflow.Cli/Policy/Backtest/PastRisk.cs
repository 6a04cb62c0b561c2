using Workflow.Adapters.Documents;
using Workflow.Adapters.Documents.Gate;
using Workflow.Adapters.Git;
using Workflow.Core.Deployments;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Changes;
using Workflow.Orchestration.Ports;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>
/// Finds what the deployments of a history could break, as the gate does: in the changed files and in their list, without documents that
/// a pipeline would have attached.
/// </summary>
/// <param name="radius">What depends on the service; null where no service catalogue tells.</param>
/// <param name="maxBytes">
/// How much is read in all. The deployment that reaches it is read to its end, those after it are not looked at where a file of theirs
/// would have to be read.
/// </param>
internal sealed class PastRisk(PastChanges deployments, HistoryContents contents, BlastRadius? radius, long maxBytes) : IRiskAnalysis
{
    private readonly RiskAnalysisOptions limits = new();
    private (string Head, RiskReport? Report) known = ("", null);

    /// <returns>Null where it is not looked at: nobody knows what it can break.</returns>
    public async Task<RiskReport?> FindAsync(PastDeployment deployment, CancellationToken cancellationToken)
    {
        if (known.Head != deployment.Changes.Range.Head)
        {
            known = (deployment.Changes.Range.Head, await ReadAsync(deployment, cancellationToken));
        }

        return known.Report;
    }

    public async Task<RiskReport> AnalyzeAsync(DeploymentRequest request, ChangeSet changes, CancellationToken cancellationToken) =>
        await FindAsync(deployments.Current, cancellationToken) ?? RiskReport.Empty;

    private async Task<RiskReport?> ReadAsync(PastDeployment deployment, CancellationToken cancellationToken)
    {
        var files = deployment.Changes.Files;
        if (contents.BytesRead >= maxBytes && files.Any(file => RiskPaths.IsWorthReading(file.Path)))
        {
            return null;
        }

        var risk = new RiskCollector();
        await ChangedFileRisk.FindAsync(files, limits.MaxFiles, file => FetchAsync(deployment, file, cancellationToken), risk);
        foreach (var finding in ChangeRisk.Find(deployment.Changes, risk.ToReport().Documents))
        {
            risk.Add(finding);
        }

        foreach (var finding in radius is null ? [] : ServiceRules.Judge(radius))
        {
            risk.Add(finding);
        }

        return risk.ToReport() with { BlastRadius = radius };
    }

    private async Task<ChangedContent> FetchAsync(PastDeployment deployment, ChangedFile file, CancellationToken cancellationToken)
    {
        var before = deployment.Contents.GetValueOrDefault(file.PreviousPath ?? file.Path)?.Before;
        var after = deployment.Contents.GetValueOrDefault(file.Path)?.After;
        return new ChangedContent(await ReadAsync(before, cancellationToken), await ReadAsync(after, cancellationToken));
    }

    private async Task<byte[]?> ReadAsync(string? id, CancellationToken cancellationToken) =>
        id is null ? null : await contents.ReadAsync(id, limits.MaxFileBytes, cancellationToken);
}
