using Workflow.Core.Audit;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Gives a review back to the reviewer who handed it over. On record first; nothing where nothing was handed over.</summary>
public sealed class UndoDelegationActivity(IReviewStore reviews, IAuditLog audit, TimeProvider clock) : IActivity<UndoDelegationInput, Unit>
{
    public async Task<Unit> RunAsync(UndoDelegationInput input, CancellationToken cancellationToken)
    {
        if ((await reviews.FindAsync(input.Deployment, cancellationToken))?.FindDelegator(input.ActionId) is not { } handedBy)
        {
            return Unit.Value;
        }

        var entry = new AuditEntry(
            input.Deployment,
            $"delegation.undone:{input.ActionId}",
            "delegation.undone",
            AuditEntry.Gate,
            $"The review is {handedBy.Person.Name}'s again: {input.Reason}");
        await audit.AppendAsync(entry, cancellationToken);
        await reviews.UpdateAsync(
            input.Deployment,
            review => review.FindDelegator(input.ActionId) is { } asked
                ? review.WithAsked(asked with { Delegated = null }) with { UpdatedAt = clock.GetUtcNow() }
                : review,
            cancellationToken);
        return Unit.Value;
    }
}
