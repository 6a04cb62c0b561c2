using Workflow.Core.Deployments;
using Workflow.Orchestration.Intake;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Tells those whom it concerns that a break-glass released a deployment.</summary>
public sealed class AnnounceBreakGlassActivity(IReviewStore reviews, BreakGlassAnnouncement announcement) : IActivity<DeploymentId, Unit>
{
    public async Task<Unit> RunAsync(DeploymentId input, CancellationToken cancellationToken)
    {
        if (await reviews.FindAsync(input, cancellationToken) is { BreakGlass: { } known } review)
        {
            await announcement.AnnounceAsync(review, known, cancellationToken);
        }

        return Unit.Value;
    }
}
