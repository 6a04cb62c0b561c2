using Workflow.Core.Audit;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Records that a step of the escalation ladder begins.</summary>
public sealed class BeginStepActivity(IReviewStore reviews, IAuditLog audit, TimeProvider clock) : IActivity<BeginStepInput, Unit>
{
    public async Task<Unit> RunAsync(BeginStepInput input, CancellationToken cancellationToken)
    {
        await reviews.UpdateAsync(
            input.Deployment,
            review => review with { Step = input.Step.Name, Deadline = input.Deadline, UpdatedAt = clock.GetUtcNow() },
            cancellationToken);
        var entry = new AuditEntry(
            input.Deployment,
            $"step.begun:{input.Step.Name}",
            "step.begun",
            AuditEntry.Gate,
            $"Step '{input.Step.Name}' waits until {input.Deadline.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.",
            AuditData.Of(input.Step));
        await audit.AppendAsync(entry, cancellationToken);
        return Unit.Value;
    }
}
