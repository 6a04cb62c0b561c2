using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>
/// Sends those who made the change, or asked for its deployment, a card that tells how it stands. They are on record before the card
/// leaves, and a card that arrived is not sent twice.
/// </summary>
public sealed class TellAuthorsActivity(IReviewStore reviews, IApprovalChannel channel, IAuditLog audit, TimeProvider clock)
    : IActivity<DeploymentId, Unit>
{
    /// <summary>No more people than this are told.</summary>
    private const int MaxTold = 5;

    public async Task<Unit> RunAsync(DeploymentId input, CancellationToken cancellationToken)
    {
        var review = await reviews.UpdateAsync(input, AddTold, cancellationToken);
        var waiting = review.Told.Where(one => one is { Card: null, Undeliverable: null });
        await Task.WhenAll(waiting.Select(one => TellAsync(review, one, cancellationToken)));
        return Unit.Value;
    }

    private Review AddTold(Review review)
    {
        var now = clock.GetUtcNow();
        ToldAuthor[] added =
        [
            .. (review.Assessment?.Participants ?? [])
                .Where(one => one.WroteIt || one.Roles.HasFlag(Participation.Requester))
                .Select(one => one.Person)
                .OfType<Person>()
                .Where(person => person.ObjectId is not null)
                .DistinctBy(person => person.Id)
                .Where(person => review.Told.All(told => told.Person.Id != person.Id))
                .Take(Math.Max(0, MaxTold - review.Told.Count))
                .Select(person => new ToldAuthor(person, now)),
        ];
        return added.Length == 0 ? review : review with { Told = [.. review.Told, .. added], UpdatedAt = now };
    }

    private async Task TellAsync(Review review, ToldAuthor author, CancellationToken cancellationToken)
    {
        var person = author.Person;
        await RecordAsync(review.Id, "author.told", person, $"{person.Name} is told that the review waits.", cancellationToken);
        try
        {
            var card = await channel.SendToAuthorAsync(review, author, cancellationToken);
            await reviews.UpdateAsync(
                review.Id, now => now.WithTold(now.FindTold(person.Id)! with { Card = card }), cancellationToken);
            await RecordAsync(review.Id, "author.card.sent", person, $"The author's card reached {person.Name}.", cancellationToken);
        }
        catch (ChannelRefusedException refused)
        {
            await reviews.UpdateAsync(
                review.Id, now => now.WithTold(now.FindTold(person.Id)! with { Undeliverable = refused.Message }), cancellationToken);
            var summary = $"The author's card cannot reach {person.Name}: {refused.Message}";
            await RecordAsync(review.Id, "author.card.refused", person, summary, cancellationToken);
        }
    }

    private Task RecordAsync(
        DeploymentId deployment, string kind, Person person, string summary, CancellationToken cancellationToken) =>
        audit.AppendAsync(new AuditEntry(deployment, $"{kind}:{person.Id}", kind, AuditEntry.Gate, summary), cancellationToken);
}
