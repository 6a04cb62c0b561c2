using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Orchestration.Intake;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>
/// Makes sure, by what is on record, that a break-glass releases a deployment, and records the use before the pipeline hears of it.
/// </summary>
public sealed class UseBreakGlassActivity(
    IBreakGlassStore breakGlasses,
    IReviewStore reviews,
    IAuditLog audit,
    TimeProvider clock) : IActivity<DeploymentRequest, BreakGlassUsage>
{
    public async Task<BreakGlassUsage> RunAsync(DeploymentRequest input, CancellationToken cancellationToken)
    {
        var content = BreakGlassContent.Of(input);
        var review = await reviews.FindAsync(input.Id, cancellationToken);
        if (await breakGlasses.FindAsync(content, cancellationToken) is not { } known)
        {
            return new BreakGlassUsage(null, "No break-glass of this content is on record.");
        }

        string? defect = null;
        var now = clock.GetUtcNow();
        var kept = await breakGlasses.UpdateAsync(
            content,
            known.Number,
            before =>
            {
                var isRepeated = before.Uses.Any(use => use.Deployment == input.Id);
                defect = isRepeated ? null : BreakGlassSteps.FindDefect(before, content, review?.Assessment, now);
                return isRepeated || defect is not null
                    ? before
                    : before with { Uses = [.. before.Uses, new BreakGlassUse(input.Id, now)] };
            },
            cancellationToken);
        if (defect is not null)
        {
            return new BreakGlassUsage(null, defect);
        }

        await audit.AppendAsync(BreakGlassAudit.Used(input.Id, kept), cancellationToken);
        await reviews.UpdateAsync(
            input.Id, before => before with { BreakGlass = kept, UpdatedAt = clock.GetUtcNow() }, cancellationToken);
        return new BreakGlassUsage(kept);
    }
}

/// <param name="BreakGlass">The break-glass that releases the deployment; null where none does.</param>
/// <param name="Defect">Why none does, in a sentence.</param>
public sealed record BreakGlassUsage(BreakGlass? BreakGlass, string? Defect = null);
