using System.Security.Cryptography;
using System.Text;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Collects the facts about a change and applies the policy and the friction controls in force.</summary>
public sealed class EvaluatePolicyActivity(
    IEnumerable<IChangeSource> sources,
    IPeopleDirectory people,
    IPolicySource policies,
    IFrictionControls controls,
    ISignalSource signals,
    IReviewStore reviews,
    IAuditLog audit,
    TimeProvider clock) : IActivity<DeploymentRequest, PolicyResult>
{
    public async Task<PolicyResult> RunAsync(DeploymentRequest input, CancellationToken cancellationToken)
    {
        var policy = await policies.GetAsync(cancellationToken);
        var (assessment, verdict, unreadable) = await EvaluateAsync(policy, input, cancellationToken);
        var known = await controls.ListAsync(cancellationToken);
        var result = FrictionControls.Apply(known, verdict, policy, input, clock.GetUtcNow(), unreadable);
        await reviews.UpdateAsync(input.Id, review => Record(review, assessment, result), cancellationToken);

        var data = AuditData.Of(new { result, assessment });
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data)));
        var entry = new AuditEntry(
            input.Id, $"policy.evaluated:{digest}", "policy.evaluated", AuditEntry.Gate, result.Reason, data);
        await audit.AppendAsync(entry, cancellationToken);
        return result;
    }

    private async Task<(ChangeAssessment? Assessment, PolicyResult Verdict, string? Unreadable)> EvaluateAsync(
        DeploymentPolicy policy, DeploymentRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var source = ChangeSources.Select(sources, request.Repository);
            var changes = await source.GetChangeSetAsync(request, cancellationToken);
            await EnsureHeadAsync(source, request, cancellationToken);
            var known = await signals.GetAsync(cancellationToken);
            var participants = await IdentifyAsync(request, changes, known, cancellationToken);
            var assessment = ChangeAssessment.Of(changes, participants, known, request.Declaration);
            return (assessment, PolicyEvaluator.Evaluate(policy, new PolicyFacts(request, assessment)), null);
        }
        catch (ChangeUnavailableException unavailable)
        {
            return (null, PolicyEvaluator.WithoutFacts(policy, request, unavailable.Message), unavailable.Message);
        }
    }

    /// <summary>A ref that is wrong from the start is said at once, not after somebody has approved.</summary>
    private static async Task EnsureHeadAsync(IChangeSource source, DeploymentRequest request, CancellationToken cancellationToken)
    {
        var head = await source.GetCurrentHeadAsync(request, cancellationToken);
        if (!string.Equals(head, request.Commits.Head, StringComparison.OrdinalIgnoreCase))
        {
            throw new ChangeUnavailableException(
                $"The request names head {request.Commits.Head}, but {request.Ref ?? "its pipeline run"} is at {head}.");
        }
    }

    private async Task<IReadOnlyList<Participant>> IdentifyAsync(
        DeploymentRequest request, ChangeSet changes, SignalCatalogue known, CancellationToken cancellationToken)
    {
        List<Participant> participants = [.. Participant.Of(request.Requester, changes, known)];
        var agents = changes.Commits.Select(commit => commit.Author).Where(author => known.AgentOf(author) is not null);
        foreach (var agent in agents.Distinct())
        {
            foreach (var person in await people.ListAgentOperatorsAsync(agent, cancellationToken))
            {
                Participant.Add(participants, person.Identity, Participation.AgentOperator, known);
            }
        }

        for (var index = 0; index < participants.Count; index++)
        {
            var person = await people.FindAsync(participants[index].Identity, cancellationToken);
            participants[index] = participants[index] with { Person = person };
        }

        return participants;
    }

    private Review Record(Review review, ChangeAssessment? assessment, PolicyResult result)
    {
        var state = review.State is ReviewState.Received && result.Verdict is Verdict.RequireReview ? ReviewState.Waiting : review.State;
        return review.Outcome is not null
            ? review
            : review with { Assessment = assessment, Policy = result, State = state, UpdatedAt = clock.GetUtcNow() };
    }
}
