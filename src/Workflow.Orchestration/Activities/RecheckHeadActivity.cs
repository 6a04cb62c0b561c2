using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>
/// Makes sure that the pipeline would still deploy the commit that was judged, and finds out whether more is asked for now than was
/// approved. Freeze windows that began meanwhile stop nothing: a review keeps the policy that it began with.
/// </summary>
public sealed class RecheckHeadActivity(
    IEnumerable<IChangeSource> sources, LaterDemands demands, IReviewStore reviews, IAuditLog audit)
    : IActivity<DeploymentRequest, HeadCheck>
{
    public async Task<HeadCheck> RunAsync(DeploymentRequest input, CancellationToken cancellationToken)
    {
        var check = await CheckAsync(input, cancellationToken);
        var summary = check.Defect
            ?? (input.Ref is null
                ? $"The head {input.Commits.Head} can still be read; the request names no ref that could have moved."
                : $"The head of {input.Ref} is still {input.Commits.Head}.");
        var entry = new AuditEntry(
            input.Id, $"head.rechecked:{check.Defect is null}", "head.rechecked", AuditEntry.Gate, summary);
        await audit.AppendAsync(entry, cancellationToken);
        return check.Defect is null && await reviews.FindAsync(input.Id, cancellationToken) is { } review
            ? await demands.AddToAsync(check, review, cancellationToken)
            : check;
    }

    private async Task<HeadCheck> CheckAsync(DeploymentRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var head = await ChangeSources.Select(sources, request.Repository).GetCurrentHeadAsync(request, cancellationToken);
            return string.Equals(head, request.Commits.Head, StringComparison.OrdinalIgnoreCase)
                ? new HeadCheck()
                : new HeadCheck(
                    $"The head moved from {request.Commits.Head} to {head} since the request. Request the deployment again.");
        }
        catch (ChangeUnavailableException unavailable)
        {
            return new HeadCheck($"The head commit can no longer be confirmed. {unavailable.Message}");
        }
    }
}
