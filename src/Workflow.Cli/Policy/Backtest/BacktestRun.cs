using Workflow.Adapters.Git;
using Workflow.Cli.Terminal;
using Workflow.Core;
using Workflow.Core.Deployments;
using Workflow.Core.Risk;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>Lets policies decide the deployments of a history.</summary>
/// <param name="knowsPeople">Whether a people directory was given.</param>
internal sealed class BacktestRun(IReadOnlyList<PolicySummary> policies, PastGate gate, bool knowsPeople)
{
    public async Task<IReadOnlyList<JudgedDeployment>> RunAsync(
        IAsyncEnumerable<PastDeployment> history, WorkMeter meter, CancellationToken cancellationToken)
    {
        List<JudgedDeployment> judged = [];
        await foreach (var deployment in history.WithCancellation(cancellationToken))
        {
            meter.Done++;
            judged.Add(await JudgeAsync(deployment, cancellationToken));
        }

        return judged;
    }

    private async Task<JudgedDeployment> JudgeAsync(PastDeployment deployment, CancellationToken cancellationToken)
    {
        gate.Take(deployment);
        var week = JudgedDeployment.WeekOf(deployment.At);
        List<PastDecision> decisions = [];
        foreach (var summary in policies)
        {
            var (possible, owners) = await gate.DecideAsync(summary.Policy, cancellationToken);
            var result = possible.Result;
            var decision = new PastDecision(result.Verdict, result.Requirement, result.Deciding)
            {
                Defect = possible.Defect,
                Reviewers = knowsPeople && result.Requirement is not null ? possible.Eligible.Count : null,
            };
            decisions.Add(decision);
            summary.Add(week, decision, decision.Requirement is { } asked ? ReviewShare.Of(asked, possible.Eligible, owners) : []);
        }

        var known = (await gate.FindFactsAsync(policies[0].Policy, cancellationToken)).Assessment;
        var risk = await gate.Risk.FindAsync(deployment, cancellationToken);
        return new JudgedDeployment(
            deployment.Name, deployment.Changes.Range.Head, deployment.At, deployment.Changes.Commits.Count, deployment.Changes.Files.Count,
            known.Changes.AddedLines + known.Changes.DeletedLines, known.Provenance.Kind, known.AuthorLevel, NameOf(risk), decisions)
        {
            UnknownAuthors =
                [.. known.Participants.Where(one => one is { WroteIt: true, Person: null }).Select(one => Describe(one.Identity)).Distinct()],
        };
    }

    private static string Describe(ActorIdentity author) => author.Email is { } email ? $"{author.Name} <{email}>" : author.ToString();

    private static string NameOf(RiskReport? risk) =>
        risk is null ? JudgedDeployment.NotLookedAt : risk.Highest is { } highest ? Words.Token(highest) : JudgedDeployment.NoRisk;
}
