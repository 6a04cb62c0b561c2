using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Records how a review after the fact ended, on its own record and in both trails. A rejection ends the break-glass.</summary>
public sealed class RecordAfterTheFactOutcomeActivity(
    IReviewStore reviews, IBreakGlassStore breakGlasses, IAuditLog audit, TimeProvider clock) : IActivity<OutcomeInput, Unit>
{
    public async Task<Unit> RunAsync(OutcomeInput input, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var review = await reviews.UpdateAsync(
            input.Request.Id,
            before => before.Outcome is not null
                ? before
                : before with { State = ReviewState.Concluded, Outcome = input.Outcome, Deadline = null, UpdatedAt = now },
            cancellationToken);
        var outcome = review.Outcome!;
        if (outcome.Reason is OutcomeReason.Rejected && review.BreakGlass is { } known)
        {
            await breakGlasses.UpdateAsync(
                known.Content,
                known.Number,
                before => before.ValidUntil <= now ? before : before with { RejectedAt = now },
                cancellationToken);
        }

        foreach (var deployment in new[] { review.Id, review.AfterTheFactOf! })
        {
            var entry = new AuditEntry(
                deployment,
                "after-the-fact.ended",
                "after-the-fact.ended",
                outcome.DecidedBy.Count > 0 ? string.Join(", ", outcome.DecidedBy) : AuditEntry.Gate,
                $"Review after the fact: {outcome.Explanation}",
                AuditData.Of(outcome));
            await audit.AppendAsync(entry, cancellationToken);
        }

        return Unit.Value;
    }
}
