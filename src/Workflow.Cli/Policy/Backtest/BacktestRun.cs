using Workflow.Adapters.Files;
using Workflow.Adapters.Files.Signals;
using Workflow.Adapters.Git;
using Workflow.Cli.Terminal;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>Lets policies decide the deployments of a history.</summary>
/// <param name="people">Null where none are known.</param>
/// <param name="radius">What depends on the service; null where no service catalogue tells.</param>
internal sealed class BacktestRun(
    IReadOnlyList<PolicySummary> policies, string service, string environment, PeopleIndex? people, BlastRadius? radius)
{
    private readonly IReadOnlyList<Person> everybody = people?.List(Level.Junior, role: null) ?? [];

    public async Task<IReadOnlyList<JudgedDeployment>> RunAsync(
        IAsyncEnumerable<PastDeployment> history, WorkMeter meter, CancellationToken cancellationToken)
    {
        List<JudgedDeployment> judged = [];
        await foreach (var deployment in history.WithCancellation(cancellationToken))
        {
            meter.Done++;
            judged.Add(Judge(deployment));
        }

        return judged;
    }

    private JudgedDeployment Judge(PastDeployment deployment)
    {
        var changes = deployment.Changes;
        var participants = Participant.Of(deployment.By, changes, SignalFile.Default)
            .Select(one => one with { Person = people?.Find(one.Identity) })
            .ToList();
        var request = new DeploymentRequest(
            DeploymentId.Parse(changes.Range.Head), service, environment, new RepositoryReference("git", "history"), changes.Range,
            deployment.By, new PipelineReference("none", ""), deployment.At);
        Dictionary<bool, PolicyFacts> facts = [];
        List<PastDecision> decisions = [];
        foreach (var summary in policies)
        {
            var attested = summary.Policy.Environments.GetValueOrDefault(environment) is { RequiresAttestation: true };
            if (!facts.TryGetValue(attested, out var known))
            {
                facts[attested] = known = new PolicyFacts(
                    request,
                    ChangeAssessment.Of(changes, participants, SignalFile.Default, requiresAttestation: attested) with
                    {
                        Risk = RiskReport.Empty with { BlastRadius = radius },
                        RequestedBy = ChangeAssessment.KindOf(deployment.By, SignalFile.Default),
                    });
            }

            var decided = PolicyEvaluator.Decide(summary.Policy, known);
            decisions.Add(new PastDecision(decided.Verdict, decided.Requirement, decided.Deciding));
        }

        var assessment = facts.Values.First().Assessment;
        var judged = new JudgedDeployment(
            deployment.Name, changes.Range.Head, deployment.At, changes.Commits.Count, changes.Files.Count,
            assessment.Changes.AddedLines + assessment.Changes.DeletedLines, assessment.Provenance.Kind, assessment.AuthorLevel, decisions);
        foreach (var (summary, decision) in policies.Zip(decisions))
        {
            summary.Add(judged.Week, decision, people is null ? null : FindPool(decision.Requirement, participants));
        }

        return judged;
    }

    private IReadOnlyList<string> FindPool(ReviewRequirement? requirement, List<Participant> participants) => requirement is null
        ? []
        : [.. everybody
            .Where(person => Eligibility.Of(person, participants, requirement.MinimumLevel).IsEligible)
            .Select(person => person.Name)];
}
