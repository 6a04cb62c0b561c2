using Workflow.Core.Deployments;

namespace Workflow.Core.Reviews;

/// <summary>What a review tells of who knows a place: small enough to keep many in memory.</summary>
/// <param name="DeciderIds">The directory's ids of those who decided; each once.</param>
/// <param name="Folders">Those of all its files, without the root; each once.</param>
public sealed record ReviewedChange(
    DeploymentId Id, DateTimeOffset RequestedAt, IReadOnlyList<string> DeciderIds, IReadOnlyList<string> Folders)
{
    public static ReviewedChange Of(Review review) => new(
        review.Id,
        review.Request.RequestedAt,
        [.. review.Decisions.Select(one => one.ReviewerId).Distinct(StringComparer.Ordinal)],
        [.. ChangedFolders.ListFolders(review.Assessment?.Changes).Distinct(StringComparer.Ordinal)]);
}
