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

        var asked = review.Asked.Where(one => one.Card is not null).Select(one => UpdateAsync(
            review,
            one.Person.Name,
            one.Card!,
            () => channel.UpdateAsync(review, one, one.Card!, cancellationToken),
            (now, card) => now.WithAsked(now.FindAsked(one.Person.Id)! with { Card = card }),
            cancellationToken));
        var told = review.Told.Where(one => one.Card is not null).Select(one => UpdateAsync(
            review,
            one.Person.Name,
            one.Card!,
            () => channel.UpdateForAuthorAsync(review, one, one.Card!, cancellationToken),
            (now, card) => now.WithTold(now.FindTold(one.Person.Id)! with { Card = card }),
            cancellationToken));
        var posts = review.Posts.Where(one => one.Card is not null).Select(one => UpdateAsync(
            review,
            $"the post of step '{one.Step}'",
            one.Card!,
            () => channel.UpdatePostAsync(review, one, one.Card!, cancellationToken),
            (now, card) => now.WithPost(now.Posts.First(post => post.Step == one.Step) with { Card = card }),
            cancellationToken));
        await Task.WhenAll([.. asked, .. told, .. posts]);
        return Unit.Value;
    }

    private async Task UpdateAsync(
        Review review,
        string whose,
        CardReference known,
        Func<Task<CardReference>> update,
        Func<Review, CardReference, Review> keep,
        CancellationToken cancellationToken)
    {
        try
        {
            var card = await update();
            if (card != known)
            {
                await reviews.UpdateAsync(review.Id, now => keep(now, card), cancellationToken);
            }
        }
        catch (ChannelRefusedException refused)
        {
            var entry = new AuditEntry(
                review.Id,
                $"card.stale:{known.ActivityId}",
                "card.stale",
                AuditEntry.Gate,
                $"The card of {whose} cannot be updated: {refused.Message}");
            await audit.AppendAsync(entry, cancellationToken);
        }
    }
}
