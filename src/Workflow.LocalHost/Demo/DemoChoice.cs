using Workflow.Adapters.Files.Signals;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;

namespace Workflow.LocalHost.Demo;

/// <summary>A scenario with the commits that it deploys.</summary>
/// <param name="Ref">The tag that the pipeline deploys; null for commits of an existing history.</param>
/// <param name="Writers">The people who wrote the commits.</param>
/// <param name="IsFromHistory">Whether the commit was found in the named history rather than made for the demo.</param>
internal sealed record DemoDeployment(
    DemoScenario Scenario, CommitRange Range, string? Ref, IReadOnlyList<ActorIdentity> Writers, bool IsFromHistory)
{
    /// <summary>Who starts the pipeline run.</summary>
    public ActorIdentity Requester => Writers.Count > 0 ? Writers[0] : DemoCast.Junior;
}

/// <summary>Finds commits of an existing history that fit the scenarios, and makes those that it has not.</summary>
internal static class DemoChoice
{
    /// <summary>How far back a range is searched.</summary>
    private const int SearchedCommits = 5000;

    /// <param name="range">Null for a repository that has no history yet.</param>
    public static IReadOnlyList<DemoDeployment> Choose(DemoRepository repository, string? range)
    {
        var history = range is null ? [] : repository.Read(range).Take(SearchedCommits).Select(Found.Of).ToList();
        repository.Add(DemoCast.Beginning);
        List<Found> taken = [];
        return [.. DemoScenario.All.Select(scenario => Choose(scenario, repository, history, taken))];
    }

    private static DemoDeployment Choose(DemoScenario scenario, DemoRepository repository, List<Found> history, List<Found> taken)
    {
        if (history.Find(found => IsFree(found, taken) && Fits(scenario, found, repository)) is { } fitting)
        {
            taken.Add(fitting);
            return new DemoDeployment(scenario, fitting.Range, null, fitting.Writers, IsFromHistory: true);
        }

        var commit = DemoCast.For(scenario);
        var (range, tag) = repository.Add(commit);
        ActorIdentity[] writers = SignalFile.Default.IsProgram(commit.Author) ? [] : [commit.Author];
        return new DemoDeployment(scenario, range, tag, writers, IsFromHistory: false);
    }

    private static bool Fits(DemoScenario scenario, Found found, DemoRepository repository) => scenario.Key switch
    {
        "senior" => found.Kind is ProvenanceKind.None && found.Writers.Count == 1,
        "agent" => found.Kind is ProvenanceKind.Agent && repository.DeletesFiles(found.Range),
        _ => found.Kind is ProvenanceKind.Assisted && found.Writers.Count > 0,
    };

    /// <summary>No commit serves twice, and whoever is a senior in the first scenario writes in no other.</summary>
    private static bool IsFree(Found found, List<Found> taken)
    {
        var senior = taken.Find(other => other.Kind is ProvenanceKind.None)?.Writers[0];
        return !taken.Contains(found) && (senior is null || !found.Writers.Any(senior.IsSameActorAs));
    }

    private sealed record Found(CommitRange Range, ProvenanceKind Kind, IReadOnlyList<ActorIdentity> Writers)
    {
        public static Found Of((Commit Commit, CommitRange Range) entry)
        {
            var changes = new ChangeSet(entry.Range, [entry.Commit], []);
            var signals = SignalFile.Default;
            var people = Participant.Of(new ActorIdentity(), changes, signals).Where(one => one.WroteIt).Select(one => one.Identity);
            return new Found(entry.Range, new ProvenanceDetector(signals).Detect(changes).Kind, [.. people]);
        }
    }
}
