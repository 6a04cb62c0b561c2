using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Orchestration;

/// <summary>The external events that a running review listens to. Part of every running instance's history: never rename one.</summary>
public static class ReviewEvents
{
    /// <summary>Payload <see cref="Decision"/>.</summary>
    public const string Decision = "Decision";

    /// <summary>Payload <see cref="ReviewAction"/>.</summary>
    public const string Action = "Action";

    /// <summary>Payload <see cref="ReviewEnd"/>.</summary>
    public const string End = "End";

    /// <summary>Payload <see cref="Core.Policy.BreakGlass"/>: confirmed by a second person.</summary>
    public const string BreakGlass = "BreakGlass";
}

/// <summary>The pipeline or the author ends a review from outside.</summary>
/// <param name="Reason"><see cref="OutcomeReason.Withdrawn"/> or <see cref="OutcomeReason.Superseded"/>.</param>
/// <param name="Explanation">For the author and the reviewers.</param>
/// <param name="SupersededBy">The request that took the place of this one.</param>
public sealed record ReviewEnd(OutcomeReason Reason, string Explanation, DeploymentId? SupersededBy = null)
{
    /// <summary>The name of the person who ends it; null where the pipeline does.</summary>
    public string? By { get; init; }

    public ReviewOutcome AsOutcome() => ReviewOutcome.Cancelled(Reason, Explanation) with { DecidedBy = By is null ? [] : [By] };
}
