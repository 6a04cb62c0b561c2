using Workflow.Core;
using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Finds the next person to ask: eligible, not asked before, and the first in rank.</summary>
public sealed class FindReviewerActivity(IReviewStore reviews, IPeopleDirectory people, IAuditLog audit)
    : IActivity<FindReviewerInput, ReviewerChoice?>
{
    public async Task<ReviewerChoice?> RunAsync(FindReviewerInput input, CancellationToken cancellationToken)
    {
        var review = await reviews.FindAsync(input.Deployment, cancellationToken)
            ?? throw new KeyNotFoundException($"There is no review {input.Deployment}.");
        var step = input.Step;
        var candidates = await people.ListAsync(step.MinimumLevel, step.Role, cancellationToken);
        var judged = candidates
            .Where(person => !input.AlreadyAsked.Contains(person.Id))
            .Select(person => (Person: person, Eligibility: review.EligibilityOf(person, step.MinimumLevel, step.Role)))
            .ToList();
        var eligible = judged.Where(entry => entry.Eligibility.IsEligible).Select(entry => entry.Person).ToList();
        if (ReviewerRanking.Rank(input.Deployment, eligible).FirstOrDefault() is { } first)
        {
            var role = step.Role is null ? "" : $" with the role '{step.Role}'";
            return new ReviewerChoice(first, $"{Words.Of(first.Level)}{role}, took no part in the change; {eligible.Count} could be asked");
        }

        await RecordNobodyAsync(input, [.. judged.SelectMany(entry => entry.Eligibility.Reasons)], cancellationToken);
        return null;
    }

    private Task RecordNobodyAsync(FindReviewerInput input, string[] reasons, CancellationToken cancellationToken)
    {
        var entry = new AuditEntry(
            input.Deployment,
            $"reviewer.none:{input.Step.Name}",
            "reviewer.none",
            AuditEntry.Gate,
            $"Step '{input.Step.Name}' finds nobody else to ask.",
            AuditData.Of(reasons));
        return audit.AppendAsync(entry, cancellationToken);
    }
}
