using Workflow.Core.Audit;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Records what a review went on without.</summary>
public sealed class RecordFailureActivity(IAuditLog audit) : IActivity<ActivityFailure, Unit>
{
    public async Task<Unit> RunAsync(ActivityFailure input, CancellationToken cancellationToken)
    {
        var entry = new AuditEntry(
            input.Deployment,
            $"activity.failed:{input.Activity}:{input.Problem}",
            "activity.failed",
            AuditEntry.Gate,
            $"{input.Activity} failed, and the review goes on without it: {input.Problem}");
        await audit.AppendAsync(entry, cancellationToken);
        return Unit.Value;
    }
}
