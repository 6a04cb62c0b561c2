using Workflow.Core;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Intake;

/// <summary>Records that a reviewer opens evidence, before they are shown where it is. Recording it again changes nothing.</summary>
public sealed class EvidenceIntake(IReviewStore reviews, IPeopleDirectory people, IAuditLog audit, TimeProvider clock)
{
    /// <param name="reader">Who pressed the button, by the channel's verified token.</param>
    /// <param name="head">The head commit that the reader was shown.</param>
    public async Task<EvidenceReply> OpenAsync(
        DeploymentId deployment, ActorIdentity reader, EvidenceKinds kind, string head, CancellationToken cancellationToken)
    {
        if (await reviews.FindAsync(deployment, cancellationToken) is not { } review)
        {
            return new EvidenceReply("There is no such review.", null, null) { Reason = DecisionRefusal.ReviewEnded };
        }

        var person = await people.FindAsync(reader, cancellationToken);
        if (person is null || review.FindAsked(person.Id) is null)
        {
            return new EvidenceReply("You were not asked to review this deployment.", null, null)
            {
                Reason = DecisionRefusal.NotAsked,
                Language = person?.Language,
            };
        }

        if (!string.Equals(head, review.Request.Commits.Head, StringComparison.OrdinalIgnoreCase))
        {
            return new EvidenceReply("The card shows other content than this deployment has. Open the new card.", null, null)
            {
                Reason = DecisionRefusal.ContentChanged,
                Language = person.Language,
            };
        }

        var kept = await reviews.UpdateAsync(deployment, before => Open(before, person.Id, kind), cancellationToken);
        var asked = kept.FindAsked(person.Id)!;
        if (asked.Opened.HasFlag(kind))
        {
            var entry = new AuditEntry(
                deployment,
                $"evidence.opened:{person.Id}:{Words.Token(kind)}",
                "evidence.opened",
                person.Name,
                $"{person.Name} opened the {Words.Of(kind)}.");
            await audit.AppendAsync(entry, cancellationToken);
        }

        return new EvidenceReply(null, kept, asked);
    }

    /// <summary>What is opened after the end of a review is nobody's duty any more.</summary>
    private Review Open(Review review, string personId, EvidenceKinds kind) =>
        review.State is ReviewState.Waiting && review.FindAsked(personId) is { } asked && !asked.Opened.HasFlag(kind)
            ? review.WithAsked(asked with { Opened = asked.Opened | kind }) with { UpdatedAt = clock.GetUtcNow() }
            : review;
}

/// <param name="Refusal">Why it was not recorded, in a sentence for the reader; null where it was.</param>
/// <param name="Review">The review as it is kept afterwards; null where it was refused.</param>
/// <param name="Asked">The reader's place among those who were asked; null where it was refused.</param>
public sealed record EvidenceReply(string? Refusal, Review? Review, AskedReviewer? Asked)
{
    /// <summary>The kind of the refusal, as <see cref="DecisionReply"/> has it; null where there is none.</summary>
    public DecisionRefusal? Reason { get; init; }

    /// <summary>The language that the reader reads, as a BCP 47 tag; null where nobody knows.</summary>
    public string? Language { get; init; }
}
