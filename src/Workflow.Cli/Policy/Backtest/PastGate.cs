using Workflow.Adapters.Files;
using Workflow.Adapters.Git;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;
using Workflow.Orchestration;
using Workflow.Orchestration.Activities;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>Judges the deployments of a history by the steps of the gate itself.</summary>
internal sealed class PastGate
{
    private static readonly RepositoryReference Repository = new("git", "history");
    private static readonly PipelineReference Nobody = new("none", "");

    private readonly string service;
    private readonly string environment;
    private readonly PastChanges changes = new();
    private readonly PastOwners owners;
    private readonly PastClock clock = new();
    private readonly PolicyFactsCollector collector;
    private readonly PossibleReviews possible;
    private readonly bool knowsPeople;
    private readonly Dictionary<(bool IsProtected, bool RequiresAttestation), PolicyFacts> facts = [];

    /// <param name="people">Null where none are known.</param>
    /// <param name="radius">What depends on the service; null where no service catalogue tells.</param>
    /// <param name="maxBytes">How much is read to find risk, in all.</param>
    public PastGate(
        string service, string environment, HistoryContents contents, PeopleIndex? people, BlastRadius? radius, long maxBytes)
    {
        (this.service, this.environment, owners) = (service, environment, new PastOwners(contents));
        knowsPeople = people is not null;
        var directory = new PastPeople(people ?? new PeopleIndex([], []));
        Risk = new PastRisk(changes, contents, radius, maxBytes);
        var incidents = new KnownIncidents(incidents: null, receivers: []);
        collector = new PolicyFactsCollector([changes], directory, new FileSignalSource(null), Risk, incidents, clock);
        possible = new PossibleReviews(directory, [], clock);
    }

    public PastRisk Risk { get; }

    /// <summary>Begins with another deployment.</summary>
    public void Take(PastDeployment deployment)
    {
        (changes.Current, clock.Now) = (deployment, deployment.At);
        facts.Clear();
    }

    /// <summary>What a policy may look at, of the deployment that was taken.</summary>
    public async Task<PolicyFacts> FindFactsAsync(DeploymentPolicy policy, CancellationToken cancellationToken)
    {
        var target = policy.Environments.GetValueOrDefault(environment);
        var kind = (target is { IsProtected: true }, target is { RequiresAttestation: true });
        if (!facts.TryGetValue(kind, out var known))
        {
            known = await collector.CollectAsync(policy, AskFor(changes.Current), cancellationToken);
            if (known.Assessment.Risk is not null && await Risk.FindAsync(changes.Current, cancellationToken) is null)
            {
                known = known with { Assessment = known.Assessment with { Risk = null } };
            }

            // No history tells of incidents: it is judged as if none had been open, and the report says so.
            known = known with { Incidents = [] };
            facts.Add(kind, known);
        }

        return known;
    }

    /// <summary>What a policy decides of the deployment that was taken, and who could give the review that it asks for.</summary>
    public async Task<PastReview> DecideAsync(DeploymentPolicy policy, CancellationToken cancellationToken)
    {
        var known = await FindFactsAsync(policy, cancellationToken);
        var decided = PolicyEvaluator.Decide(policy, known);
        var result = new PolicyResult(
            decided.Verdict, Reason: "", policy.Name, policy.Digest, Rules: [], decided.Requirement, decided.Escalation)
        {
            Deciding = FindFreeze(policy, known) is { } freeze ? [freeze] : decided.Deciding,
        };
        var owned = decided.Requirement is { CodeOwner: true }
            ? await owners.FindAsync(changes.Current, known.Assessment.Changes, cancellationToken)
            : null;
        var assessment = known.Assessment with { CodeOwners = owned };
        var review = new Review(known.Request, ReviewState.Received, known.At) { Assessment = assessment };
        var found = await possible.FindReviewersAsync(policy, review, result, cancellationToken);
        return new PastReview(knowsPeople && IsForNobody(found) ? Block(found) : found, owned ?? []);
    }

    private static string? FindFreeze(DeploymentPolicy policy, PolicyFacts known) => policy.Freezes
        .Where(freeze => freeze.Evaluate(known.Request, known.At) is { IsFrozen: true })
        .Select(freeze => $"freeze '{freeze.Name}'")
        .FirstOrDefault();

    private static bool IsForNobody(PossibleReview found) => found is { Result.Verdict: Verdict.RequireReview, Eligible.Count: 0 };

    /// <summary>As the gate cancels such a deployment at once.</summary>
    private static PossibleReview Block(PossibleReview found) => found with
    {
        Result = found.Result with { Verdict = Verdict.Block, Requirement = null, Escalation = [] },
        Defect = "Nobody in the people directory may give the review.",
    };

    private DeploymentRequest AskFor(PastDeployment deployment)
    {
        var range = deployment.Changes.Range;
        return new DeploymentRequest(
            DeploymentId.Parse(range.Head), service, environment, Repository, range, deployment.By, Nobody, deployment.At);
    }

    /// <summary>Shows the moment of the deployment.</summary>
    private sealed class PastClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

/// <summary>What a policy decided of a deployment.</summary>
/// <param name="CodeOwners">Who owns the changed files, where the policy asks for one of them.</param>
internal sealed record PastReview(PossibleReview Possible, IReadOnlyList<string> CodeOwners);
