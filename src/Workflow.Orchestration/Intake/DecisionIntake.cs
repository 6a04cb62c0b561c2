using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Intake;

/// <summary>
/// Takes a decision from an authenticated channel, within the seconds that a channel waits. What can be refused is refused at once,
/// with the reason; the rest is handed to the review's orchestration, which judges it again in its turn.
/// </summary>
public sealed class DecisionIntake(
    IReviewStore reviews, IPeopleDirectory people, IAuditLog audit, IOrchestrationClient orchestrations)
{
    /// <returns>The judgement, and the review as the sender should see it; no review where the id names none.</returns>
    public async Task<DecisionReply> SubmitAsync(Decision decision, CancellationToken cancellationToken)
    {
        if (await reviews.FindAsync(decision.Deployment, cancellationToken) is not { } review)
        {
            var unknown = new DecisionJudgement(DecisionRefusal.ReviewEnded, "There is no such review.", null);
            return new DecisionReply(unknown, null, null);
        }

        var person = await people.FindAsync(decision.Reviewer, cancellationToken);
        var judgement = DecisionRules.Judge(review, decision, person);
        var asked = review.FindAsked(person?.Id);
        if (judgement.Accepted is not { } accepted)
        {
            await audit.AppendAsync(DecisionAudit.Refused(decision, person, judgement), cancellationToken);
            return new DecisionReply(judgement, review, asked) { Language = person?.Language };
        }

        await audit.AppendAsync(DecisionAudit.Received(decision, accepted), cancellationToken);
        await orchestrations.RaiseEventAsync(
            AfterTheFactReviewOrchestrator.InstanceOf(review), ReviewEvents.Decision, decision, cancellationToken);
        var repeated = review.Decisions.Any(known => known.Id == accepted.Id);
        return new DecisionReply(judgement, repeated ? review : review with { Decisions = [.. review.Decisions, accepted] }, asked);
    }
}

/// <param name="Review">With the accepted decision in it, although the orchestration records it a moment later.</param>
/// <param name="Asked">The sender's place among those who were asked; null for everybody else.</param>
public sealed record DecisionReply(DecisionJudgement Judgement, Review? Review, AskedReviewer? Asked)
{
    /// <summary>The language that the sender reads, as a BCP 47 tag; null where nobody knows.</summary>
    public string? Language { get; init; }
}

/// <summary>The audit entries about decisions.</summary>
internal static class DecisionAudit
{
    public static AuditEntry Received(Decision decision, JudgedDecision accepted) => new(
        decision.Deployment,
        $"decision.received:{decision.Id}",
        "decision.received",
        accepted.ReviewerName,
        $"{accepted.ReviewerName} sent: {Core.Words.Of(decision.Kind)}.",
        AuditData.Of(decision));

    public static AuditEntry Refused(Decision decision, Person? person, DecisionJudgement judgement) => new(
        decision.Deployment,
        $"decision.refused:{decision.Id}",
        "decision.refused",
        person?.Name ?? decision.Reviewer.ToString(),
        $"{Core.Words.Of(decision.Kind)} refused: {judgement.Message}",
        AuditData.Of(decision));

    public static AuditEntry Accepted(Decision decision, JudgedDecision accepted) => new(
        decision.Deployment,
        $"decision.accepted:{decision.Id}",
        "decision.accepted",
        accepted.ReviewerName,
        $"{accepted.ReviewerName} decided: {Core.Words.Of(accepted.Kind)}{(accepted.Comment is null ? "." : $" ({accepted.Comment}).")}",
        AuditData.Of(accepted));
}
