using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Orchestration.Ports;

/// <summary>Keeps reviews. Every write is conditional on what was read.</summary>
public interface IReviewStore
{
    /// <summary>Keeps a new review; an existing one with the same id stays as it is.</summary>
    /// <returns>The review as it is kept.</returns>
    Task<Review> CreateAsync(Review review, CancellationToken cancellationToken);

    Task<Review?> FindAsync(DeploymentId id, CancellationToken cancellationToken);

    /// <summary>Applies a change to the newest version, again where somebody else wrote in between.</summary>
    /// <param name="change">Must be free of effects; returning its argument writes nothing.</param>
    /// <returns>The review as it is kept afterwards.</returns>
    /// <exception cref="KeyNotFoundException">There is no such review.</exception>
    Task<Review> UpdateAsync(DeploymentId id, Func<Review, Review> change, CancellationToken cancellationToken);

    /// <summary>All reviews that have not ended.</summary>
    IAsyncEnumerable<Review> ListOpenAsync(CancellationToken cancellationToken);

    /// <summary>Reviews by the time they were requested, newest first.</summary>
    IAsyncEnumerable<Review> ListRecentAsync(CancellationToken cancellationToken);

    /// <summary>The reviews that were requested from one moment to before another, newest first; reads no others.</summary>
    IAsyncEnumerable<Review> ListRequestedAsync(DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken);
}
