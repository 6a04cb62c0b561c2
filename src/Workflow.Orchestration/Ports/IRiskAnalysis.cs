using Workflow.Core.Deployments;
using Workflow.Core.Risk;

namespace Workflow.Orchestration.Ports;

/// <summary>Finds out what a deployment can break.</summary>
public interface IRiskAnalysis
{
    /// <summary>
    /// Reads what the pipeline attached and the changed files that say something about risk. What can never be read is a finding; where
    /// trying again may help, it throws.
    /// </summary>
    Task<RiskReport> AnalyzeAsync(DeploymentRequest request, ChangeSet changes, CancellationToken cancellationToken);
}
