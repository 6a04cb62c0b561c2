using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Makes every card of a review show it as it stands. One card that cannot be updated does not keep the others back.</summary>
public sealed class UpdateApprovalCardsActivity(IReviewStore reviews, IApprovalChannel channel, IAuditLog audit)
    : IActivity<DeploymentId, Unit>
{
    public async Task<Unit> RunAsync(DeploymentId input, CancellationToken cancellationToken)
    {
        if (await reviews.FindAsync(input, cancellationToken) is not { } review)
        {
            return Unit.Value;
        }

        var sent = review.Asked.Where(asked => asked.Card is not null);
        await Task.WhenAll(sent.Select(asked => UpdateAsync(review, asked, cancellationToken)));
        return Unit.Value;
    }

    private async Task UpdateAsync(Review review, AskedReviewer asked, CancellationToken cancellationToken)
    {
        try
        {
            var card = await channel.UpdateAsync(review, asked, asked.Card!, cancellationToken);
            if (card != asked.Card)
            {
                await reviews.UpdateAsync(
                    review.Id, now => now.WithAsked(now.FindAsked(asked.Person.Id)! with { Card = card }), cancellationToken);
            }
        }
        catch (ChannelRefusedException refused)
        {
            var entry = new AuditEntry(
                review.Id,
                $"card.stale:{asked.Person.Id}",
                "card.stale",
                AuditEntry.Gate,
                $"The card of {asked.Person.Name} cannot be updated: {refused.Message}");
            await audit.AppendAsync(entry, cancellationToken);
        }
    }
}
