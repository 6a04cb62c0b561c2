using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Orchestration.Ports;

/// <summary>Answers a kind of pipeline.</summary>
public interface IPipelineGate
{
    /// <summary>The <see cref="PipelineReference.Kind"/> that it answers.</summary>
    string Kind { get; }

    /// <summary>How long the pipeline's host lets a deployment wait; null where it sets no limit, or none that is known.</summary>
    TimeSpan? LongestWait => null;

    /// <summary>
    /// Releases or cancels the waiting deployment. May be called again for the same outcome: it then finds out or lets the pipeline
    /// find out that it was answered.
    /// </summary>
    Task<CallbackReceipt> ReportAsync(DeploymentRequest request, ReviewOutcome outcome, CancellationToken cancellationToken);
}
