using Workflow.Core.Reviews;
using Workflow.Orchestration.Intake;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Judges a decision at the moment that it takes effect, and records it either way.</summary>
public sealed class JudgeDecisionActivity(IReviewStore reviews, IPeopleDirectory people, IAuditLog audit, TimeProvider clock)
    : IActivity<Decision, DecisionJudgement>
{
    public async Task<DecisionJudgement> RunAsync(Decision input, CancellationToken cancellationToken)
    {
        var person = await people.FindAsync(input.Reviewer, cancellationToken);
        DecisionJudgement? judgement = null;
        await reviews.UpdateAsync(
            input.Deployment,
            review =>
            {
                judgement = DecisionRules.Judge(review, input, person);
                return judgement.Accepted is { } accepted && review.Decisions.All(known => known.Id != accepted.Id)
                    ? review with { Decisions = [.. review.Decisions, accepted], UpdatedAt = clock.GetUtcNow() }
                    : review;
            },
            cancellationToken);

        var entry = judgement!.Accepted is { } counted
            ? DecisionAudit.Accepted(input, counted)
            : DecisionAudit.Refused(input, person, judgement);
        await audit.AppendAsync(entry, cancellationToken);
        return judgement;
    }
}
