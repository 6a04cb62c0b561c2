using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>
/// Makes sure that a review which a policy asks for can be given at all: by the people there are, in the time there is, with the proof that
/// they can give.
/// </summary>
/// <param name="page">Null where it is not known which gate will ask.</param>
public sealed class PossibleReviews(
    IPeopleDirectory people, IEnumerable<IPipelineGate> pipelines, TimeProvider clock, IDecisionPage? page = null)
{
    /// <summary>
    /// The result as it is, with a team of sponsors left out in which nobody may review, or a block that says what is impossible.
    /// </summary>
    /// <param name="review">With the assessment of the change.</param>
    public async Task<PolicyResult> CheckAsync(
        DeploymentPolicy policy, Review review, PolicyResult result, CancellationToken cancellationToken) =>
        (await FindReviewersAsync(policy, review, result, cancellationToken)).Result;

    /// <summary>The same with those who may give the review.</summary>
    /// <param name="review">With the assessment of the change.</param>
    public async Task<PossibleReview> FindReviewersAsync(
        DeploymentPolicy policy, Review review, PolicyResult result, CancellationToken cancellationToken)
    {
        if (result is not { Verdict: Verdict.RequireReview, Requirement: { } requirement })
        {
            return new PossibleReview(result, []);
        }

        if (FindProofDefect(requirement) is { } unprovable)
        {
            return Block(result, unprovable);
        }

        if (FindLadderDefect(policy, review.Request, result.Escalation) is { } tooLong)
        {
            return Block(result, tooLong);
        }

        var eligible = await ListEligibleAsync(review with { Policy = result }, result.Escalation, cancellationToken);
        var possible = Feasibility.WithoutEmptySponsorTeams(requirement, eligible, ListDemandedTeams(policy, result));
        if (possible.Teams.Count < requirement.Teams.Count)
        {
            var teams = string.Join(", ", requirement.Teams.Except(possible.Teams).Select(team => $"'{team}'"));
            var whoMay = $"nobody of the sponsor's team {teams} may review it, so any {Core.Words.Of(possible.MinimumLevel)} may";
            result = result with
            {
                Requirement = possible,
                Reason = $"{result.Reason} {Core.Words.Capitalize(whoMay)}.",
                Grounds = [.. result.Grounds, new GroundResult(GroundKind.SponsorsTeam, whoMay, Decides: true)],
            };
        }

        if (Feasibility.FindDefect(possible, eligible, review.Assessment?.CodeOwners) is not { } defect)
        {
            return new PossibleReview(result, eligible);
        }

        return WithoutSample(result, possible) is { Requirement: { } unsampled } without
            && Feasibility.FindDefect(unsampled, eligible, review.Assessment?.CodeOwners) is null
                ? new PossibleReview(without, eligible)
                : Block(result, defect);
    }

    /// <summary>
    /// Whether what a decided review is raised to can still be given: by those who approved and those who can be asked besides, and while
    /// its pipeline waits.
    /// </summary>
    /// <param name="raised">Asks for a review.</param>
    public async Task<bool> CanContinueAsync(
        DeploymentPolicy policy, Review review, PolicyResult raised, CancellationToken cancellationToken)
    {
        var waited = clock.GetUtcNow() - review.Request.RequestedAt;
        if (FindLadderDefect(policy, review.Request, raised.Escalation, waited) is not null)
        {
            return false;
        }

        var eligible = await ListEligibleAsync(review with { Policy = raised }, raised.Escalation, cancellationToken);
        var expected = eligible
            .Where(person => review.FindAsked(person.Id) is null or { CanDecide: true })
            .Select(person => JudgedDecision.Expect(person, review.IsCodeOwner(person)));
        return Quorum.IsFulfilled(raised.Requirement!, [.. review.Decisions, .. expected]);
    }

    /// <summary>Why nobody could give the proof that is asked for, and how to mend it; null where they could.</summary>
    public string? FindProofDefect(ReviewRequirement requirement) =>
        requirement.FreshSignIn > TimeSpan.Zero && page is { KnowsPeople: false }
            ? "A fresh sign-in is asked for, and this gate knows nobody by name who could prove one: set Access:SignIn to AppService, or "
                + "take fresh-sign-in out of the policy or the friction control."
            : null;

    /// <summary>
    /// The same without the approval that nothing but a sample asks for: it makes no review impossible. Null without such.
    /// </summary>
    private static PolicyResult? WithoutSample(PolicyResult result, ReviewRequirement requirement)
    {
        const string Why = "nobody else may give the approval that the policy's sample asks for besides, so it is not asked for";
        var least = result.FrictionControls.Where(one => one.IsEnforced).Select(one => one.Control.Requirement.Approvals).Append(1).Max();
        return requirement.Approvals > least && result.Grounds.Any(ground => ground.Kind is GroundKind.Sample)
            ? result with
            {
                Requirement = requirement with { Approvals = requirement.Approvals - 1 },
                Reason = $"{result.Reason} {Core.Words.Capitalize(Why)}.",
                Grounds =
                [
                    .. result.Grounds.Where(ground => ground.Kind is not GroundKind.Sample),
                    new GroundResult(GroundKind.SampleLeftOut, Why, Decides: true),
                ],
            }
            : null;
    }

    /// <param name="waited">For how long the pipeline waits already.</param>
    private string? FindLadderDefect(
        DeploymentPolicy policy, DeploymentRequest request, IReadOnlyList<EscalationStep> ladder, TimeSpan waited = default)
    {
        var now = clock.GetUtcNow();
        var environment = policy.Environments.GetValueOrDefault(request.Environment)?.PipelineWait is { } wait
            ? Feasibility.FindLadderDefect(ladder, now, wait - waited, $"a pipeline of the environment '{request.Environment}'")
            : null;
        return environment
            ?? (pipelines.FirstOrDefault(one => one.Kind == request.Pipeline.Kind)?.LongestWait is { } longest
                ? Feasibility.FindLadderDefect(ladder, now, longest - waited, $"the pipeline host '{request.Pipeline.Kind}'")
                : null);
    }

    private async Task<IReadOnlyList<Person>> ListEligibleAsync(
        Review review, IReadOnlyList<EscalationStep> ladder, CancellationToken cancellationToken)
    {
        Dictionary<string, Person> eligible = new(StringComparer.Ordinal);
        foreach (var (level, role) in ladder.Where(one => one.Channel is not StepChannel.Mail)
            .Select(one => (one.MinimumLevel, one.Role)).Distinct())
        {
            foreach (var person in await people.ListAsync(level, role, cancellationToken))
            {
                if (review.EligibilityOf(person, level, role).IsEligible)
                {
                    eligible[person.Id] = person;
                }
            }
        }

        return [.. eligible.Values];
    }

    /// <summary>The teams that the policy or a friction control names: whatever else is asked for came from the sponsors.</summary>
    private static IReadOnlyList<string> ListDemandedTeams(DeploymentPolicy policy, PolicyResult result) =>
    [
        .. policy.Rules.Where(rule => result.Deciding.Contains(rule.Name)).SelectMany(rule => rule.Demand?.Requirement.Teams ?? []),
        .. policy.Default.Requirement.Teams,
        .. result.FrictionControls.Where(one => one.IsEnforced).SelectMany(one => one.Control.Requirement.Teams),
    ];

    private static PossibleReview Block(PolicyResult result, string reason)
    {
        var blocked = result with
        {
            Verdict = Verdict.Block,
            Reason = $"{reason} ({result.Reason})",
            Requirement = null,
            Escalation = [],
            Grounds = [GroundResult.OfSentence(GroundKind.Obstacle, $"the review cannot be given: {reason}"), .. result.Grounds],
        };
        return new PossibleReview(blocked, []) { Defect = reason };
    }
}

/// <summary>A result whose review was looked at.</summary>
/// <param name="Eligible">All who may be asked at any step of the ladder; empty where no review is required.</param>
public sealed record PossibleReview(PolicyResult Result, IReadOnlyList<Person> Eligible)
{
    /// <summary>Why the review could never be given, so that the result blocks; null where it could.</summary>
    public string? Defect { get; init; }
}
