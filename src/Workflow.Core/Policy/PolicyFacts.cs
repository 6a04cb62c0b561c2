using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>Everything that a predicate may look at. Immutable, and made once for each evaluation.</summary>
public sealed record PolicyFacts(DeploymentRequest Request, ChangeAssessment Assessment)
{
    private IReadOnlyList<string>? changedPaths;
    private IReadOnlyList<string>? deletedPaths;

    /// <summary>When the policy is evaluated: what time windows and freeze windows look at.</summary>
    public DateTimeOffset At { get; init; } = Request.RequestedAt;

    /// <summary>Incidents that are open on the service; null where nobody tells the gate of incidents.</summary>
    public IReadOnlyList<OpenIncident>? Incidents { get; init; }

    /// <summary>Every changed path; a renamed file changes both its paths.</summary>
    internal IReadOnlyList<string> ChangedPaths => changedPaths ??=
    [
        .. Assessment.Changes.Paths.SelectMany<ChangedPath, string>(
            path => path.PreviousPath is null ? [path.Path] : [path.Path, path.PreviousPath]),
    ];

    /// <summary>Every path at which no file is left.</summary>
    internal IReadOnlyList<string> DeletedPaths => deletedPaths ??=
    [
        .. Assessment.Changes.Paths
            .Select(path => path.Kind is FileChangeKind.Deleted ? path.Path : path.PreviousPath)
            .OfType<string>(),
    ];
}

/// <summary>An incident that is not resolved.</summary>
/// <param name="Id">As the incident system names it, such as <c>INC-42</c>.</param>
/// <param name="Severity">From 1, the worst, to 5.</param>
public sealed record OpenIncident(string Id, int Severity)
{
    public const int WorstSeverity = 1;

    public const int LeastSeverity = 5;
}
