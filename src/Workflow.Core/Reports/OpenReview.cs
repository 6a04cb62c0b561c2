using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Core.Reports;

/// <summary>A review that has not ended at the time of the report.</summary>
/// <param name="Age">Time since the request.</param>
public sealed record OpenReview(DeploymentId Deployment, string Service, string Environment, ReviewState State, TimeSpan Age)
{
    /// <returns>Oldest first.</returns>
    public static IReadOnlyList<OpenReview> Of(IEnumerable<Review> open, DateTimeOffset now) =>
    [
        .. open
            .OrderBy(review => review.Request.RequestedAt)
            .Select(review => new OpenReview(
                review.Id, review.Request.Service, review.Request.Environment, review.State, now - review.Request.RequestedAt)),
    ];
}
