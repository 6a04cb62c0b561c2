using Workflow.Core.Deployments;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Changes;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Documents.Gate;

/// <summary>Reads what a request and its repository hold about risk.</summary>
internal sealed class RiskAnalysis(
    AttachedDocuments documents, ArchivedDocuments archives, ChangedFiles files, IServiceCatalogueSource services) : IRiskAnalysis
{
    /// <summary>The most findings that are kept with a review, the worst; all are counted.</summary>
    private const int MaxFindings = 200;

    public async Task<RiskReport> AnalyzeAsync(DeploymentRequest request, ChangeSet changes, CancellationToken cancellationToken)
    {
        var risk = new RiskCollector(MaxFindings);
        foreach (var document in request.Documents)
        {
            await ReadAsync(request, document, risk, cancellationToken);
        }

        await archives.ReadAsync(request, risk, cancellationToken);
        await files.ReadAsync(request, changes, risk, cancellationToken);
        foreach (var finding in ChangeRisk.Find(changes, risk.ToReport().Documents))
        {
            risk.Add(finding);
        }

        var radius = (await services.GetAsync(cancellationToken))?.Of(request.Service);
        foreach (var finding in radius is null ? [] : ServiceRules.Judge(radius))
        {
            risk.Add(finding);
        }

        return risk.ToReport() with { BlastRadius = radius };
    }

    private async Task ReadAsync(
        DeploymentRequest request, AttachedDocument document, RiskCollector risk, CancellationToken cancellationToken)
    {
        try
        {
            await using var spooled = await documents.OpenAsync(request, document, cancellationToken);
            DocumentReader.Read(new RiskDocument(document.Name, spooled.Open), risk);
        }
        catch (DocumentUnavailableException unavailable)
        {
            risk.Add(AnalysisRules.IsUnavailable(document.Name, unavailable.Message));
        }
    }
}
