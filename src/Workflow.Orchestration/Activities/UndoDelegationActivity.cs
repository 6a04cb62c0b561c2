using Workflow.Core.Audit;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Gives a review back to the reviewer who handed it to somebody who cannot be reached.</summary>
public sealed class UndoDelegationActivity(IReviewStore reviews, IAuditLog audit, TimeProvider clock) : IActivity<UndoDelegationInput, Unit>
{
    public async Task<Unit> RunAsync(UndoDelegationInput input, CancellationToken cancellationToken)
    {
        var kept = await reviews.UpdateAsync(
            input.Deployment,
            review => review.FindAsked(input.PersonId) is { Delegated: { } handed } asked && handed.ActionId == input.ActionId
                ? review.WithAsked(asked with { Delegated = null }) with { UpdatedAt = clock.GetUtcNow() }
                : review,
            cancellationToken);
        var entry = new AuditEntry(
            input.Deployment,
            $"delegation.undone:{input.ActionId}",
            "delegation.undone",
            AuditEntry.Gate,
            $"The review is {kept.FindAsked(input.PersonId)?.Person.Name}'s again: {input.Reason}");
        await audit.AppendAsync(entry, cancellationToken);
        return Unit.Value;
    }
}
