using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Intake;

/// <summary>Starts and ends reviews on behalf of authentic webhooks, each once.</summary>
public sealed class DeploymentIntake(
    IDeliveryLog deliveries,
    IDocumentStore documents,
    IReviewStore reviews,
    OpenReviewActivity opening,
    IOrchestrationClient orchestrations)
{
    /// <summary>The scope under which deployment ids themselves are claimed: one id never stands for two contents.</summary>
    private const string Deployments = "deployments";

    /// <summary>Starts the review of a deployment request.</summary>
    /// <returns>
    /// <see cref="DeliveryClaim.First"/> when this delivery started it, <see cref="DeliveryClaim.Retry"/> when it was started already.
    /// A replay or a conflict starts nothing; the id of one of the gate's own trails is one.
    /// </returns>
    public async Task<DeliveryClaim> AcceptAsync(
        string receiver, WebhookReading.Requested requested, CancellationToken cancellationToken)
    {
        var (request, delivery) = requested;
        if (request.Id == PolicyTrail.Id || request.Id == FrictionTrail.Id)
        {
            return DeliveryClaim.Conflict;
        }

        var claim = await ClaimAsync(receiver, delivery, cancellationToken);
        var claimed = claim is DeliveryClaim.Conflict
            ? claim
            : await deliveries.ClaimAsync(Deployments, request.Id.Value, delivery.ContentDigest, null, cancellationToken);
        if (claimed is DeliveryClaim.Conflict)
        {
            return DeliveryClaim.Conflict;
        }

        // On record before anything runs: whatever becomes of its orchestration, the sweep finds the review and has it answered.
        var review = await reviews.FindAsync(request.Id, cancellationToken);
        if (review?.AfterTheFactOf is not null)
        {
            return DeliveryClaim.Conflict;
        }

        if (review is null)
        {
            await KeepAsync(request.Id, requested.Contents, cancellationToken);
            await opening.RunAsync(request, cancellationToken);
        }

        // Scheduling is repeated even for a replay: whoever recorded the review may have been stopped before it could. One that got
        // further was started, whether or not its orchestration's history is still there.
        var started = review is null or { State: ReviewState.Received }
            && await orchestrations.ScheduleNewOrchestrationInstanceAsync(
                OrchestratorCatalogue.DeploymentReview.Name,
                request.Id.Value,
                review?.Request ?? request,
                cancellationToken);
        return started ? DeliveryClaim.First : claim is DeliveryClaim.Replay ? claim : DeliveryClaim.Retry;
    }

    /// <summary>Whether a deployment with this id was ever requested.</summary>
    public async Task<bool> KnowsAsync(DeploymentId deployment, CancellationToken cancellationToken) =>
        await orchestrations.GetInstanceAsync(deployment.Value, cancellationToken) is not null
        || await reviews.FindAsync(deployment, cancellationToken) is not null;

    /// <summary>Tells a running review that it is no longer needed.</summary>
    public async Task<DeliveryClaim> EndAsync(string receiver, WebhookReading.Ended ended, CancellationToken cancellationToken)
    {
        var claim = await ClaimAsync(receiver, ended.Delivery, cancellationToken);
        if (claim is not DeliveryClaim.Conflict)
        {
            // Repeated even for a replay, like the start above; a review that has ended drops it.
            await orchestrations.RaiseEventAsync(ended.Deployment.Value, ReviewEvents.End, ended.End, cancellationToken);
        }

        return claim;
    }

    /// <summary>Before the review is on record, so that no review names a document that is not there.</summary>
    private async Task KeepAsync(DeploymentId deployment, IReadOnlyList<DocumentContent> contents, CancellationToken cancellationToken)
    {
        foreach (var content in contents)
        {
            await documents.AddAsync(deployment, content, cancellationToken);
        }
    }

    private Task<DeliveryClaim> ClaimAsync(string receiver, WebhookDelivery delivery, CancellationToken cancellationToken) =>
        deliveries.ClaimAsync(receiver, delivery.Id, delivery.ContentDigest, delivery.Attempt, cancellationToken);
}
