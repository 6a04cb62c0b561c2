using Workflow.Core.Deployments;
using Workflow.Core.Risk;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>Finds what a test puts in.</summary>
internal sealed class FakeRiskAnalysis : IRiskAnalysis
{
    public RiskReport Report { get; set; } = RiskReport.Empty;

    /// <summary>How many of the next analyses end in a passing failure.</summary>
    public int FailNext { get; set; }

    public Task<RiskReport> AnalyzeAsync(DeploymentRequest request, ChangeSet changes, CancellationToken cancellationToken)
    {
        if (FailNext > 0)
        {
            FailNext--;
            throw new HttpRequestException("The document store does not answer.");
        }

        return Task.FromResult(Report);
    }
}
