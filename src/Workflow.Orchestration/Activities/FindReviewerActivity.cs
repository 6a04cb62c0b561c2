using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Finds the next person to ask: eligible, available, not asked before, who fills most of what is missing, and the first in rank.</summary>
public sealed class FindReviewerActivity(
    IReviewStore reviews, IPeopleDirectory people, IAuditLog audit, RecentWork recent, TimeProvider clock)
    : IActivity<FindReviewerInput, ReviewerChoice?>
{
    /// <summary>How many people a reviewer is offered to hand the review to; any other eligible one can be searched for.</summary>
    private const int MaxColleagues = 10;

    /// <summary>How many reasons the audit's sentence names; its data has all.</summary>
    private const int MaxReasons = 3;

    public async Task<ReviewerChoice?> RunAsync(FindReviewerInput input, CancellationToken cancellationToken)
    {
        var review = await reviews.FindAsync(input.Deployment, cancellationToken)
            ?? throw new KeyNotFoundException($"There is no review {input.Deployment}.");
        var now = clock.GetUtcNow();
        var work = await recent.MeasureAsync(review, now, cancellationToken);
        var (eligible, others) = await ListEligibleAsync(review, input, cancellationToken);
        var (candidates, spared, absences) = Judge(review, eligible, work, now);

        // Whom the policy spares is asked where nobody else is left: no deployment fails because everybody has much to do.
        if ((Choose(review, input.Gap, candidates, now) ?? Choose(review, input.Gap, spared, now)) is { } choice)
        {
            return ReviewerChoice.Of(choice.Candidate.Person, Explain(input.Step, choice, candidates.Count + spared.Count, now)) with
            {
                IsCodeOwner = choice.Candidate.IsCodeOwner,
                Colleagues = FindColleagues(review, input.Gap, choice.Candidate, candidates, now),
            };
        }

        await RecordNobodyAsync(input, [.. others, .. absences], cancellationToken);
        return null;
    }

    /// <summary>Those who may be asked, with what can be found out about whether they are there; and why the others may not.</summary>
    private async Task<(IReadOnlyList<Person> Eligible, string[] Reasons)> ListEligibleAsync(
        Review review, FindReviewerInput input, CancellationToken cancellationToken)
    {
        var known = await people.ListAsync(input.Step.MinimumLevel, input.Step.Role, cancellationToken);
        var judged = known.Where(person => !input.AlreadyAsked.Contains(person.Id))
            .Select(person => (Person: person, Eligibility: review.EligibilityOf(person, input.Step.MinimumLevel, input.Step.Role)))
            .ToList();
        Person[] eligible = [.. judged.Where(one => one.Eligibility.IsEligible).Select(one => one.Person)];
        return (
            await people.AddAvailabilityAsync(eligible, cancellationToken),
            [.. judged.SelectMany(one => one.Eligibility.Reasons)]);
    }

    private static (List<Candidate> Candidates, List<Candidate> Spared, List<string> Absences) Judge(
        Review review, IReadOnlyList<Person> eligible, RecentWorkload work, DateTimeOffset now)
    {
        List<Candidate> candidates = [];
        List<Candidate> spared = [];
        List<string> absences = [];
        foreach (var person in eligible)
        {
            if (Availability.FindAbsence(person, now) is { } absence)
            {
                absences.Add(absence);
                continue;
            }

            var load = work.LoadOf(person);
            var candidate = new Candidate(person, load, review.IsCodeOwner(person), review.Assessment?.IsAbove(person) == true)
            {
                Familiarity = work.FamiliarityOf(person),
                Strain = Availability.FindStrain(person, load, review.Policy?.Reviewers, now),
            };
            (candidate.Strain is null ? candidates : spared).Add(candidate);
        }

        return (candidates, spared, absences);
    }

    /// <summary>Who fills most of what is missing. Where nothing but people of some kind is, others need not be disturbed.</summary>
    private static (Candidate Candidate, IReadOnlyList<AskFact> Fills)? Choose(
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

    /// <summary>Those who could be asked in place of who is: they fill as much of what is missing.</summary>
    private static Colleague[] FindColleagues(
        Review review, QuorumGap? gap, Candidate chosen, List<Candidate> candidates, DateTimeOffset now) =>
        [.. ReviewerRanking.Rank(review.Id, candidates, now)
            .Where(one => one.Person.Id != chosen.Person.Id && one.Person.ObjectId is not null)
            .Where(one => gap?.FilledOnlyBy(Expect(chosen), Expect(one)).IsOfKind is not true)
            .Take(MaxColleagues)
            .Select(one => new Colleague(one.Person.ObjectId!, one.Person.Name))];

    private static JudgedDecision Expect(Candidate candidate) => JudgedDecision.Expect(candidate.Person, candidate.IsCodeOwner);

    private static AskFact[] Explain(
        EscalationStep step, (Candidate Candidate, IReadOnlyList<AskFact> Fills) choice, int available, DateTimeOffset now) =>
    [
        new AskFact(step.Role is null ? AskFactKind.OfLevel : AskFactKind.OfLevelWithRole, step.Role)
        {
            Level = choice.Candidate.Person.Level,
        },
        .. choice.Fills,
        new AskFact(AskFactKind.TookNoPart),
        .. ReviewerRanking.Explain(choice.Candidate, now),
        .. choice.Candidate.Strain is null ? (AskFact[])[] : [new AskFact(AskFactKind.LastResort)],
        new AskFact(AskFactKind.Choice, Number: available),
    ];

    private Task RecordNobodyAsync(FindReviewerInput input, string[] reasons, CancellationToken cancellationToken)
    {
        var why = reasons.Length == 0 ? "" : $": {string.Join("; ", reasons.Take(MaxReasons))}{(reasons.Length > MaxReasons ? "; and more" : "")}";
        var entry = new AuditEntry(
            input.Deployment,
            $"reviewer.none:{input.Step.Name}",
            "reviewer.none",
            AuditEntry.Gate,
            $"Step '{input.Step.Name}' finds nobody else to ask{why}.",
            AuditData.Of(reasons));
        return audit.AppendAsync(entry, cancellationToken);
    }
}
