using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>
/// Asks one person. They are on record as asked before the card leaves, and a card that arrived is not sent twice. Whom the channel will
/// never reach is asked by mail where a mail can lead to the decision page.
/// </summary>
public sealed class SendApprovalCardActivity(
    IReviewStore reviews, IApprovalChannel channel, IMailNotifier mail, IDecisionLinks links, IAuditLog audit, TimeProvider clock)
    : IActivity<SendApprovalCardInput, CardDelivery>
{
    public async Task<CardDelivery> RunAsync(SendApprovalCardInput input, CancellationToken cancellationToken)
    {
        var person = input.Choice.Person;
        var review = await reviews.UpdateAsync(input.Deployment, before => AddAsked(before, input), cancellationToken);
        var asked = review.FindAsked(person.Id)!;
        await RecordAsync(input.Deployment, "reviewer.asked", person, $"{person.Name} is asked: {asked.Why}.", cancellationToken);
        if (asked.Card is not null)
        {
            return new CardDelivery();
        }

        try
        {
            var card = await channel.SendAsync(review, asked, cancellationToken);
            await ReplaceAsync(
                input.Deployment, person, now => now with { Card = card, ByMail = false, Undeliverable = null }, cancellationToken);
            await RecordAsync(input.Deployment, "card.sent", person, $"The card reached {person.Name}.", cancellationToken);
            return new CardDelivery();
        }
        catch (ChannelRefusedException refused)
        {
            var summary = $"The card cannot reach {person.Name}: {refused.Message}";
            await RecordAsync(input.Deployment, "card.refused", person, summary, cancellationToken);
            if (links.AreAvailable && person.Email is not null)
            {
                return await AskByMailAsync(input.Deployment, person, cancellationToken);
            }

            await ReplaceAsync(
                input.Deployment, person, now => now.ByMail ? now : now with { Undeliverable = refused.Message }, cancellationToken);
            return new CardDelivery(refused.Message);
        }
    }

    private async Task<CardDelivery> AskByMailAsync(DeploymentId deployment, Person person, CancellationToken cancellationToken)
    {
        await ReplaceAsync(deployment, person, now => now with { ByMail = true, Undeliverable = null }, cancellationToken);
        await RecordAsync(
            deployment, "reviewer.mailed", person, $"{person.Name} is asked by mail, because no card reaches them.", cancellationToken);
        var refusals = await RequestMail.SendAsync(reviews, mail, links, audit, deployment, person, cancellationToken);
        if (refusals.Count == 0)
        {
            return new CardDelivery();
        }

        var refusal = $"neither a card nor a mail reaches {person.Name}";
        await ReplaceAsync(deployment, person, now => now with { ByMail = false, Undeliverable = refusal }, cancellationToken);
        return new CardDelivery(refusal);
    }

    private Review AddAsked(Review review, SendApprovalCardInput input)
    {
        if (review.FindAsked(input.Choice.Person.Id) is not null)
        {
            return review;
        }

        var asked = new AskedReviewer(
            input.Choice.Person,
            input.Step.Name,
            input.Step.MinimumLevel,
            input.Step.Role,
            input.Choice.Why,
            input.AskedAt,
            input.Deadline)
        {
            Facts = input.Choice.Facts,
            Colleagues = input.Choice.Colleagues,
            DelegatedBy = input.Choice.DelegatedBy,
        };
        return review with { Asked = [.. review.Asked, asked], UpdatedAt = clock.GetUtcNow() };
    }

    private Task<Review> ReplaceAsync(
        DeploymentId deployment, Person person, Func<AskedReviewer, AskedReviewer> change, CancellationToken cancellationToken) =>
        reviews.UpdateAsync(
            deployment,
            review => review.WithAsked(change(review.FindAsked(person.Id)!)) with { UpdatedAt = clock.GetUtcNow() },
            cancellationToken);

    private Task RecordAsync(
        DeploymentId deployment, string kind, Person person, string summary, CancellationToken cancellationToken) =>
        audit.AppendAsync(new AuditEntry(deployment, $"{kind}:{person.Id}", kind, AuditEntry.Gate, summary), cancellationToken);
}
