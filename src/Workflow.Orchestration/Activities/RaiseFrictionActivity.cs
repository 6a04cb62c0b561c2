using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Makes a decided deployment a waiting review again, under what is asked for now.</summary>
public sealed class RaiseFrictionActivity(IReviewStore reviews, IAuditLog audit, TimeProvider clock)
    : IActivity<RaiseFrictionInput, RaisedReview>
{
    public async Task<RaisedReview> RunAsync(RaiseFrictionInput input, CancellationToken cancellationToken)
    {
        var review = await reviews.UpdateAsync(input.Deployment, before => Raise(before, input), cancellationToken);
        var policy = review.Policy!;
        var entry = new AuditEntry(
            input.Deployment,
            $"friction.raised:{input.Raised.Raises}",
            input.Cause is RaiseCause.Friction ? "friction.raised" : "second-approval.asked",
            AuditEntry.Gate,
            $"Not released yet. {input.Raised.Reason}",
            AuditData.Of(new { result = AuditData.Shorten(input.Raised), counted = review.Decisions }));
        await audit.AppendAsync(entry, cancellationToken);
        return new RaisedReview(policy, review.Decisions);
    }

    private Review Raise(Review review, RaiseFrictionInput input) =>
        review.Outcome is not null || review.Policy!.Raises >= input.Raised.Raises
            ? review
            : ApprovalRules.KeepCounting(review with { Policy = input.Raised }) with
            {
                State = ReviewState.Waiting,
                UpdatedAt = clock.GetUtcNow(),
            };
}
