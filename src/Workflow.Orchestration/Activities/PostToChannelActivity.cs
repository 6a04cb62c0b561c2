using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Offers a review in a channel. The post is on record before it leaves, and one that arrived is not posted twice.</summary>
public sealed class PostToChannelActivity(IReviewStore reviews, IApprovalChannel channel, IAuditLog audit, TimeProvider clock)
    : IActivity<PostToChannelInput, CardDelivery>
{
    public async Task<CardDelivery> RunAsync(PostToChannelInput input, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var added = new ChannelPost(input.Step.Name, input.Step.MinimumLevel, input.Step.Role, now);
        var review = await reviews.UpdateAsync(
            input.Deployment,
            before => before.State is not ReviewState.Waiting || before.Posts.Any(one => one.Step == added.Step)
                ? before
                : before with { Posts = [.. before.Posts, added], UpdatedAt = now },
            cancellationToken);
        if (review.Posts.FirstOrDefault(one => one.Step == added.Step) is not { } post)
        {
            return new CardDelivery("the review does not wait any more");
        }

        if (post.Card is not null || post.Undeliverable is not null)
        {
            return new CardDelivery(post.Undeliverable);
        }

        await RecordAsync(input, "review.offered", "The review is offered in the channel.", cancellationToken);
        try
        {
            var card = await channel.PostAsync(review, post, cancellationToken);
            await KeepAsync(input, post with { Card = card }, cancellationToken);
            await RecordAsync(input, "post.sent", "The post reached the channel.", cancellationToken);
        }
        catch (ChannelRefusedException refused)
        {
            await KeepAsync(input, post with { Undeliverable = refused.Message }, cancellationToken);
            await RecordAsync(input, "post.refused", $"The post cannot reach the channel: {refused.Message}", cancellationToken);
            return new CardDelivery(refused.Message);
        }

        return new CardDelivery();
    }

    private Task<Review> KeepAsync(PostToChannelInput input, ChannelPost post, CancellationToken cancellationToken) =>
        reviews.UpdateAsync(input.Deployment, review => review.WithPost(post), cancellationToken);

    private Task RecordAsync(PostToChannelInput input, string kind, string summary, CancellationToken cancellationToken) =>
        audit.AppendAsync(
            new AuditEntry(input.Deployment, $"{kind}:{input.Step.Name}", kind, AuditEntry.Gate, $"Step '{input.Step.Name}': {summary}"),
            cancellationToken);
}
