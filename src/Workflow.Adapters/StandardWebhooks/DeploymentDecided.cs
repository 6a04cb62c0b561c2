using Workflow.Core;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>The body of a callback.</summary>
/// <remarks>
/// <code>
/// {
///   "type": "deployment.released",            (or "deployment.cancelled")
///   "timestamp": "2026-01-31T12:34:56+00:00",
///   "data": {
///     "id": "web-production-1234",
///     "decision": "release",                  (or "cancel")
///     "reason": "approved",                   (released-by-policy, rejected, timed-out, ...)
///     "explanation": "Approved by Grace.",
///     "decidedBy": ["Grace"],
///     "comment": "Looks good.",               (absent where there is none)
///     "commits": { "base": "FULL ID", "head": "FULL ID" }, (base absent where the request had none)
///     "artifactDigest": "sha256:..."          (absent where the request had none)
///   }
/// }
/// </code>
/// </remarks>
internal sealed record DeploymentDecided(string Type, DateTimeOffset Timestamp, DeploymentDecided.Body Data)
{
    public static DeploymentDecided Of(DeploymentRequest request, ReviewOutcome outcome, DateTimeOffset at) => new(
        outcome.IsRelease ? "deployment.released" : "deployment.cancelled",
        at,
        new Body(
            request.Id,
            outcome.IsRelease ? "release" : "cancel",
            Words.Token(outcome.Reason),
            outcome.Explanation,
            outcome.DecidedBy,
            outcome.Comment,
            request.Commits,
            request.ArtifactDigest));

    internal sealed record Body(
        DeploymentId Id,
        string Decision,
        string Reason,
        string Explanation,
        IReadOnlyList<string> DecidedBy,
        string? Comment,
        CommitRange Commits,
        string? ArtifactDigest);
}
