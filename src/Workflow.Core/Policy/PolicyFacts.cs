using Workflow.Core.Deployments;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>Everything that a predicate may look at. Immutable, and made once for each evaluation.</summary>
public sealed record PolicyFacts(DeploymentRequest Request, ChangeAssessment Assessment)
{
    // With what they were made of: a copy of the record with other changes must not keep them.
    private (ChangeSummary Of, PathIndex Index)? changedPaths;
    private (ChangeSummary Of, PathIndex Index)? deletedPaths;

    /// <summary>When the policy is evaluated: what time windows and freeze windows look at.</summary>
    public DateTimeOffset At { get; init; } = Request.RequestedAt;

    /// <summary>Incidents that are open on the service; null where nobody tells the gate of incidents.</summary>
    public IReadOnlyList<OpenIncident>? Incidents { get; init; }

    /// <summary>
    /// Imagined facts as the gate would find them under a policy: where it asks for attestation, a change without signs of AI that nobody
    /// attests is unknown.
    /// </summary>
    public PolicyFacts Under(DeploymentPolicy policy) =>
        policy.Environments.GetValueOrDefault(Request.Environment) is { RequiresAttestation: true }
        && Assessment.Provenance is { Kind: ProvenanceKind.None, Attestations.Count: 0 } provenance
            ? this with { Assessment = Assessment with { Provenance = provenance with { Kind = ProvenanceKind.Unknown } } }
            : this;

    /// <summary>Every changed path; a renamed file changes both its paths.</summary>
    internal PathIndex ChangedPaths =>
        Keep(ref changedPaths, changes => ListPaths(changes, path => path.Path, path => path.PreviousPath));

    /// <summary>Every path at which no file is left.</summary>
    internal PathIndex DeletedPaths => Keep(
        ref deletedPaths,
        changes => ListPaths(changes, path => path.Kind is FileChangeKind.Deleted ? path.Path : null, path => path.PreviousPath));

    private PathIndex Keep(ref (ChangeSummary Of, PathIndex Index)? kept, Func<IReadOnlyList<ChangedPath>, List<string>> list)
    {
        var changes = Assessment.Changes;
        if (kept is not { } known || !ReferenceEquals(known.Of, changes))
        {
            known = (changes, new PathIndex(list(changes.Paths)));
            kept = known;
        }

        return known.Index;
    }

    private static List<string> ListPaths(
        IReadOnlyList<ChangedPath> changes, Func<ChangedPath, string?> now, Func<ChangedPath, string?> before)
    {
        var paths = new List<string>(changes.Count);
        for (var index = 0; index < changes.Count; index++)
        {
            if (now(changes[index]) is { } path)
            {
                paths.Add(path);
            }

            if (before(changes[index]) is { } previous)
            {
                paths.Add(previous);
            }
        }

        return paths;
    }
}

/// <summary>An incident that is not resolved.</summary>
/// <param name="Id">As the incident system names it, such as <c>INC-42</c>.</param>
/// <param name="Severity">From 1, the worst, to 5.</param>
public sealed record OpenIncident(string Id, int Severity)
{
    public const int WorstSeverity = 1;

    public const int LeastSeverity = 5;
}
