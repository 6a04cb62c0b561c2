using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Calls the operators where a review after the fact did not approve what a break-glass released.</summary>
public sealed class RaiseAfterTheFactAlarmActivity(IReviewStore reviews, IMailNotifier mail) : IActivity<DeploymentId, Unit>
{
    public async Task<Unit> RunAsync(DeploymentId input, CancellationToken cancellationToken)
    {
        if (await reviews.FindAsync(input, cancellationToken) is { Outcome: { IsRelease: false } outcome } review)
        {
            var ending = outcome.Reason is OutcomeReason.Rejected ? "was rejected" : "ended without a decision";
            await mail.SendAlarmAsync(
                review,
                $"The review after the fact of {review.AfterTheFactOf}, which a break-glass released, {ending}. {outcome.Explanation}",
                cancellationToken);
        }

        return Unit.Value;
    }
}
