using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>
/// Opens the review after the fact of what a break-glass releases: on record before it is started, so that the sweep finds it, and
/// started once.
/// </summary>
public sealed class StartAfterTheFactReviewActivity(
    IReviewStore reviews,
    IAuditLog audit,
    IOrchestrationClient orchestrations,
    TimeProvider clock) : IActivity<BreakGlassReleaseInput, Unit>
{
    public async Task<Unit> RunAsync(BreakGlassReleaseInput input, CancellationToken cancellationToken)
    {
        var (request, known) = input;
        var released = await reviews.FindAsync(request.Id, cancellationToken)
            ?? throw new KeyNotFoundException($"There is no review {request.Id}.");
        var review = await reviews.CreateAsync(AfterTheFact.Open(released, known, clock.GetUtcNow()), cancellationToken);
        if (review.AfterTheFactOf != request.Id)
        {
            throw new InvalidOperationException(
                $"The review after the fact of {request.Id} cannot be opened: its id {review.Id} is that of another deployment.");
        }

        await reviews.UpdateAsync(
            request.Id, before => before.AfterTheFact == review.Id ? before : before with { AfterTheFact = review.Id }, cancellationToken);
        await RecordAsync(request.Id, $"Its review after the fact is {review.Id}.", cancellationToken);
        await RecordAsync(review.Id, $"Review after the fact of {request.Id}. {known.Describe()}", cancellationToken);
        if (review.IsOpen)
        {
            await orchestrations.ScheduleNewOrchestrationInstanceAsync(
                OrchestratorCatalogue.AfterTheFactReview.Name,
                AfterTheFactReviewOrchestrator.InstanceIdOf(request.Id),
                new AfterTheFactInput(review.Request, review.Policy!),
                cancellationToken);
        }

        return Unit.Value;
    }

    private Task RecordAsync(DeploymentId deployment, string summary, CancellationToken cancellationToken) => audit.AppendAsync(
        new AuditEntry(deployment, "after-the-fact.opened", "after-the-fact.opened", AuditEntry.Gate, summary), cancellationToken);
}

/// <param name="Request">The deployment that the break-glass releases.</param>
public sealed record BreakGlassReleaseInput(DeploymentRequest Request, BreakGlass BreakGlass);
