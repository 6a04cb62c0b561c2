using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>
/// Makes sure that the pipeline would still deploy the commit that was judged, and finds out whether friction controls that began
/// meanwhile ask for more than was approved. Freeze windows that did stop nothing: a review keeps the policy that it began with.
/// </summary>
public sealed class RecheckHeadActivity(
    IEnumerable<IChangeSource> sources,
    PossibleReviews possible,
    FrictionRegister controls,
    IReviewStore reviews,
    IAuditLog audit,
    TimeProvider clock) : IActivity<DeploymentRequest, HeadCheck>
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
        if (check.Defect is not null || await FindRaisedAsync(input, cancellationToken) is not { Requirement: { } requirement } raised)
        {
            return check;
        }

        var impossible = possible.FindProofDefect(requirement);
        return check with { Raised = raised, Impossible = impossible is null ? null : $"{impossible} ({raised.Reason})" };
    }

    private async Task<PolicyResult?> FindRaisedAsync(DeploymentRequest request, CancellationToken cancellationToken)
    {
        var review = await reviews.FindAsync(request.Id, cancellationToken);
        return review?.Policy is { } decided
            ? FrictionControls.Raise(await controls.ListAsync(cancellationToken), decided, request, clock.GetUtcNow())
            : null;
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
