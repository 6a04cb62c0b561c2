using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Calls for hands: a pipeline waits, and every attempt to tell it the outcome failed.</summary>
public sealed class RaiseCallbackAlarmActivity(IReviewStore reviews, IMailNotifier mail, IAuditLog audit, TimeProvider clock)
    : IActivity<CallbackAlarm, Unit>
{
    public async Task<Unit> RunAsync(CallbackAlarm input, CancellationToken cancellationToken)
    {
        var entry = new AuditEntry(
            input.Request.Id,
            "callback.failed",
            "callback.failed",
            AuditEntry.Gate,
            $"The pipeline could not be told: {input.Problem}",
            AuditData.Of(input.Outcome));
        await audit.AppendAsync(entry, cancellationToken);
        if (await reviews.FindAsync(input.Request.Id, cancellationToken) is not { State: ReviewState.Unreported })
        {
            GateMetrics.CountFailedCallback();
        }

        var review = await reviews.UpdateAsync(
            input.Request.Id,
            before => before.Receipt is not null
                ? before
                : before with { State = ReviewState.Unreported, UpdatedAt = clock.GetUtcNow() },
            cancellationToken);
        await mail.SendAlarmAsync(review, input.Problem, cancellationToken);
        return Unit.Value;
    }
}
