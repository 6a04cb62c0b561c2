using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>
/// Answers pipelines that nothing can be sent to: they read the outcome of their review, which was recorded before it is reported.
/// </summary>
internal sealed class PolledPipelineGate(TimeProvider time) : IPipelineGate
{
    public const string PipelineKind = "polled";

    public string Kind => PipelineKind;

    public Task<CallbackReceipt> ReportAsync(
        DeploymentRequest request, ReviewOutcome outcome, CancellationToken cancellationToken) =>
        Task.FromResult(new CallbackReceipt(time.GetUtcNow(), "it reads the outcome itself"));
}
