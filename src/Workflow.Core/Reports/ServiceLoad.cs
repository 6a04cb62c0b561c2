using Workflow.Core.Reviews;

namespace Workflow.Core.Reports;

/// <summary>A service's deployments of the week.</summary>
public sealed record ServiceLoad(string Service, OutcomeCounts Outcomes)
{
    /// <returns>Those with most deployments first, then by name.</returns>
    public static IReadOnlyList<ServiceLoad> Of(IEnumerable<Review> reviews) =>
    [
        .. reviews
            .GroupBy(review => review.Request.Service)
            .Select(service => new ServiceLoad(service.Key, OutcomeCounts.Of(service)))
            .OrderByDescending(load => load.Outcomes.Requested)
            .ThenBy(load => load.Service, StringComparer.Ordinal),
    ];
}
