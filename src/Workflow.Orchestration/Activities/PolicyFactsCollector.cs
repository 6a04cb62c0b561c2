using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Finds out everything that a policy may look at.</summary>
public sealed class PolicyFactsCollector(
    IEnumerable<IChangeSource> sources,
    IPeopleDirectory people,
    ISignalSource signals,
    IRiskAnalysis risk,
    KnownIncidents incidents,
    TimeProvider clock)
{
    /// <summary>How many managers above a writer are looked up.</summary>
    private const int MaxManagers = 10;

    /// <exception cref="ChangeUnavailableException">The change cannot be read.</exception>
    public async Task<PolicyFacts> CollectAsync(
        DeploymentPolicy policy, DeploymentRequest request, CancellationToken cancellationToken)
    {
        var source = ChangeSources.Select(sources, request.Repository);
        var changes = await source.GetChangeSetAsync(request, cancellationToken);
        await EnsureHeadAsync(source, request, cancellationToken);
        var known = await signals.GetAsync(cancellationToken);
        var participants = await IdentifyAsync(request, changes, known, cancellationToken);
        var attestation = policy.Environments.GetValueOrDefault(request.Environment) is { RequiresAttestation: true };
        var assessment = ChangeAssessment.Of(changes, participants, known, request.Declaration, attestation) with
        {
            Risk = await AnalyzeAsync(policy, request, changes, cancellationToken),
            RequestedBy = ChangeAssessment.KindOf(request.Requester, known),
            CodeOwners = changes.CodeOwners is { } owners ? CodeOwners.Parse(owners).Of(ChangeSummary.Of(changes).Paths) : null,
            ManagementLine = await ClimbAsync(participants, cancellationToken),
        };
        return new PolicyFacts(request, assessment)
        {
            At = clock.GetUtcNow(),
            Incidents = await incidents.ListOpenAsync(request.Service, cancellationToken),
        };
    }

    /// <summary>Everybody above those who wrote the change, who may be in a circle, up to a bound.</summary>
    private async Task<IReadOnlyList<string>> ClimbAsync(IReadOnlyList<Participant> participants, CancellationToken cancellationToken)
    {
        HashSet<string> line = new(StringComparer.Ordinal);
        foreach (var writer in participants.Where(one => one.WroteIt).Select(one => one.Person).OfType<Person>().DistinctBy(one => one.Id))
        {
            var manager = writer.ManagerId;
            for (var level = 0; level < MaxManagers && manager is not null && line.Add(manager); level++)
            {
                manager = (await people.GetAsync(manager, cancellationToken))?.ManagerId;
            }
        }

        return [.. line.Order(StringComparer.Ordinal)];
    }

    /// <returns>Null where nothing depends on it: an environment that is not protected is released whatever the change can break.</returns>
    private async Task<RiskReport?> AnalyzeAsync(
        DeploymentPolicy policy, DeploymentRequest request, ChangeSet changes, CancellationToken cancellationToken) =>
        policy.Environments.GetValueOrDefault(request.Environment) is { IsProtected: true }
            ? await risk.AnalyzeAsync(request, changes, cancellationToken)
            : null;

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
}
