using Workflow.Core;
using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Finds the next person to ask: eligible, not asked before, who fills most of what is missing, and the first in rank.</summary>
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
        if (Choose(review, input.Gap, eligible) is { } choice)
        {
            var role = step.Role is null ? "" : $" with the role '{step.Role}'";
            var fills = string.Concat(choice.Fills.Select(filled => $", {filled}"));
            var why = $"{Words.Of(choice.Person.Level)}{role}{fills}, took no part in the change; {eligible.Count} could be asked";
            return new ReviewerChoice(choice.Person, why) { IsCodeOwner = review.IsCodeOwner(choice.Person) };
        }

        await RecordNobodyAsync(input, [.. judged.SelectMany(entry => entry.Eligibility.Reasons)], cancellationToken);
        return null;
    }

    /// <summary>Who fills most of what is missing. Where nothing but people of some kind is, others need not be disturbed.</summary>
    private static (Person Person, IReadOnlyList<string> Fills)? Choose(Review review, QuorumGap? gap, List<Person> eligible)
    {
        var best = ReviewerRanking.Rank(review.Id, eligible)
            .Select(person => (Person: person, Fills: gap?.FilledBy(person, review.IsCodeOwner(person)) ?? []))
            .Where(entry => gap is null or { Approvals: > 0 } || entry.Fills.Count > 0)
            .OrderByDescending(entry => entry.Fills.Count);
        foreach (var entry in best)
        {
            return entry;
        }

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
