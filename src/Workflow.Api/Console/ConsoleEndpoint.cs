using Microsoft.AspNetCore.Http;
using Workflow.Api.Deployments;
using Workflow.Api.Routing;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Api.Console;

/// <summary>The console's pages. They need no scripts.</summary>
public sealed class ConsoleEndpoint(
    IReviewStore reviews, IAuditLog audit, IPersonPhotos photos, TimeProvider time, PageRenderer pages)
{
    /// <summary>How many open reviews the queue shows, most urgent first.</summary>
    private const int MaxOpen = 100;

    /// <summary>How many of the newest requests are looked at for those that ended.</summary>
    private const int MaxRecent = 50;

    /// <summary><c>GET /</c>: who waits for whom, and what ended lately.</summary>
    public async Task<IResult> ShowQueueAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var open = await ReviewSelection.FirstAsync(
            reviews.ListOpenAsync(cancellationToken),
            review => review.Deadline ?? DateTimeOffset.MaxValue,
            false,
            MaxOpen + 1,
            cancellationToken);
        var ended = await reviews.ListRecentAsync(cancellationToken)
            .Take(MaxRecent)
            .Where(review => !review.IsOpen)
            .ToListAsync(cancellationToken);
        return await pages.RenderAsync<QueuePage>(context, new()
        {
            [nameof(QueuePage.Open)] = open.Take(MaxOpen).ToList(),
            [nameof(QueuePage.HasMoreOpen)] = open.Count > MaxOpen,
            [nameof(QueuePage.Ended)] = ended,
            [nameof(QueuePage.Now)] = time.GetUtcNow(),
            [nameof(QueuePage.IsPaused)] = IsPaused(context.Request),
        });
    }

    /// <summary><c>GET /deployments/{id}</c>: one review with its evidence.</summary>
    public async Task<IResult> ShowReviewAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var text = context.Request.RouteValues["id"] as string ?? "";
        var review = DeploymentId.TryParse(text, out var id) ? await reviews.FindAsync(id, cancellationToken) : null;
        if (review is null)
        {
            return await pages.RenderProblemAsync(context, GateProblem.UnknownDeployment(text));
        }

        return await pages.RenderAsync<ReviewPage>(context, new()
        {
            [nameof(ReviewPage.Review)] = review,
            [nameof(ReviewPage.HasPhotos)] = photos.AreKept,
            [nameof(ReviewPage.Trail)] = await audit.ReadAsync(review.Id, cancellationToken),
            [nameof(ReviewPage.Now)] = time.GetUtcNow(),
            [nameof(ReviewPage.IsPaused)] = IsPaused(context.Request),
        });
    }

    private static bool IsPaused(HttpRequest request) => request.Query["updates"] == "paused";
}
