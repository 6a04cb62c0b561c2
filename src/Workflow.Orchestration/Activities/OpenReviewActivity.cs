using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Records that a deployment was requested.</summary>
public sealed class OpenReviewActivity(IReviewStore reviews, IAuditLog audit, TimeProvider clock) : IActivity<DeploymentRequest, Unit>
{
    public async Task<Unit> RunAsync(DeploymentRequest input, CancellationToken cancellationToken)
    {
        await reviews.CreateAsync(new Review(input, ReviewState.Received, clock.GetUtcNow()), cancellationToken);
        var entry = new AuditEntry(
            input.Id,
            "deployment.requested",
            "deployment.requested",
            input.Requester.ToString(),
            $"Deployment of {input.Service} to {input.Environment} requested, commits {input.Commits}.",
            AuditData.Of(input.WithoutSecrets()));
        await audit.AppendAsync(entry, cancellationToken);
        return Unit.Value;
    }
}
