using Workflow.Core;
using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Finds the next person to ask: eligible, available, not asked before, who fills most of what is missing, and the first in rank.</summary>
public sealed class FindReviewerActivity(IReviewStore reviews, IPeopleDirectory people, IAuditLog audit, TimeProvider clock)
    : IActivity<FindReviewerInput, ReviewerChoice?>
{
    /// <summary>How many people a reviewer is offered to hand the review to; any other eligible one can be searched for.</summary>
    private const int MaxColleagues = 10;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public async Task<ReviewerChoice?> RunAsync(FindReviewerInput input, CancellationToken cancellationToken)
    {
        var review = await reviews.FindAsync(input.Deployment, cancellationToken)
            ?? throw new KeyNotFoundException($"There is no review {input.Deployment}.");
        var now = clock.GetUtcNow();
        var loads = await MeasureAsync(now, cancellationToken);
        var (candidates, spared, reasons) = Judge(review, input, await ListAsync(input.Step, cancellationToken), loads, now);

        // Whom the policy spares is asked where nobody else is left: no deployment fails because everybody has much to do.
        if ((Choose(review, input.Gap, candidates, now) ?? Choose(review, input.Gap, spared, now)) is { } choice)
        {
            var why = Explain(input.Step, choice, candidates.Count + spared.Count, now);
            return new ReviewerChoice(choice.Candidate.Person, why)
            {
                IsCodeOwner = choice.Candidate.IsCodeOwner,
                Colleagues = FindColleagues(review, choice.Candidate.Person, candidates, now),
            };
        }

        await RecordNobodyAsync(input, reasons, cancellationToken);
        return null;
    }

    private Task<IReadOnlyList<Person>> ListAsync(EscalationStep step, CancellationToken cancellationToken) =>
        people.ListAsync(step.MinimumLevel, step.Role, cancellationToken);

    private async Task<IReadOnlyDictionary<string, Workload>> MeasureAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = await reviews.ListOpenAsync(cancellationToken).ToListAsync(cancellationToken);
        var recent = await reviews.ListRequestedAsync(now - Week, now, cancellationToken).ToListAsync(cancellationToken);
        return Workload.Of(open, recent, now);
    }

    private static (List<Candidate> Candidates, List<Candidate> Spared, string[] Reasons) Judge(
        Review review,
        FindReviewerInput input,
        IEnumerable<Person> known,
        IReadOnlyDictionary<string, Workload> loads,
        DateTimeOffset now)
    {
        List<Candidate> candidates = [];
        List<Candidate> spared = [];
        List<string> reasons = [];
        foreach (var person in known.Where(person => !input.AlreadyAsked.Contains(person.Id)))
        {
            var load = loads.GetValueOrDefault(person.Id, Workload.None);
            var eligibility = review.EligibilityOf(person, input.Step.MinimumLevel, input.Step.Role);
            var absence = Availability.FindAbsence(person, now);
            reasons.AddRange(eligibility.Reasons);
            reasons.AddRange(absence is null ? [] : [absence]);
            if (eligibility.IsEligible && absence is null)
            {
                var strain = Availability.FindStrain(person, load, review.Policy?.Reviewers, now);
                var isInLine = review.Assessment?.IsAbove(person) == true;
                (strain is null ? candidates : spared).Add(new Candidate(person, load, review.IsCodeOwner(person), isInLine) { Strain = strain });
            }
        }

        return (candidates, spared, [.. reasons]);
    }

    /// <summary>Who fills most of what is missing. Where nothing but people of some kind is, others need not be disturbed.</summary>
    private static (Candidate Candidate, IReadOnlyList<string> Fills)? Choose(
        Review review, QuorumGap? gap, List<Candidate> candidates, DateTimeOffset now)
    {
        var best = ReviewerRanking.Rank(review.Id, candidates, now)
            .Select(candidate => (Candidate: candidate, Fills: gap?.FilledBy(candidate.Person, candidate.IsCodeOwner) ?? []))
            .Where(entry => gap is null or { Approvals: > 0 } || entry.Fills.Count > 0)
            .OrderByDescending(entry => entry.Fills.Count);
        foreach (var entry in best)
        {
            return entry;
        }

        return null;
    }

    private static Colleague[] FindColleagues(Review review, Person chosen, List<Candidate> candidates, DateTimeOffset now) =>
        [.. ReviewerRanking.Rank(review.Id, candidates, now)
            .Select(one => one.Person)
            .Where(person => person.Id != chosen.Id && person.ObjectId is not null)
            .Take(MaxColleagues)
            .Select(person => new Colleague(person.ObjectId!, person.Name))];

    private static string Explain(
        EscalationStep step, (Candidate Candidate, IReadOnlyList<string> Fills) choice, int available, DateTimeOffset now)
    {
        var role = step.Role is null ? "" : $" with the role '{step.Role}'";
        string[] parts =
        [
            $"{Words.Of(choice.Candidate.Person.Level)}{role}",
            .. choice.Fills,
            "took no part in the change",
            .. ReviewerRanking.Explain(choice.Candidate, now),
            .. choice.Candidate.Strain is null ? [] : new[] { "asked because nobody else is left" },
        ];
        return $"{string.Join(", ", parts)}; {available} could be asked";
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
