using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Records the outcome before anybody is told.</summary>
public sealed class RecordOutcomeActivity(IReviewStore reviews, IAuditLog audit, TimeProvider clock) : IActivity<OutcomeInput, Unit>
{
    public async Task<Unit> RunAsync(OutcomeInput input, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = await reviews.CreateAsync(new Review(input.Request, ReviewState.Received, now), cancellationToken);
        if (known.Outcome is null && input.Outcome.Reason is OutcomeReason.NoEligibleReviewer)
        {
            GateMetrics.CountNoEligibleReviewer();
        }

        var kept = await reviews.UpdateAsync(
            input.Request.Id,
            review => review.Receipt is not null
                ? review
                : review with { State = ReviewState.Reporting, Outcome = input.Outcome, Deadline = null, UpdatedAt = now },
            cancellationToken);
        if (kept.Outcome?.Reason != input.Outcome.Reason)
        {
            // The pipeline confirmed another outcome before: this one never takes effect.
            return Unit.Value;
        }

        // An outcome that takes the place of another, such as a cancel of a release that was left lying, is an entry of its own.
        var word = input.Outcome.IsRelease ? "Release" : "Cancel";
        var entry = new AuditEntry(
            input.Request.Id,
            $"outcome.decided:{input.Outcome.Reason}",
            "outcome.decided",
            input.Outcome.DecidedBy.Count > 0 ? string.Join(", ", input.Outcome.DecidedBy) : AuditEntry.Gate,
            $"{word}: {input.Outcome.Explanation}",
            AuditData.Of(input.Outcome));
        await audit.AppendAsync(entry, cancellationToken);
        return Unit.Value;
    }
}
