using System.Security.Cryptography;
using System.Text;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Has the facts about a change collected, and applies the policy and the friction controls in force.</summary>
public sealed class EvaluatePolicyActivity(
    PolicyFactsCollector facts,
    PossibleReviews possible,
    IPolicySource policies,
    FrictionRegister controls,
    IBreakGlassStore breakGlasses,
    IReviewStore reviews,
    IAuditLog audit,
    PolicyTrail trail,
    TimeProvider clock) : IActivity<DeploymentRequest, PolicyResult>
{
    public async Task<PolicyResult> RunAsync(DeploymentRequest input, CancellationToken cancellationToken)
    {
        var policy = await policies.GetAsync(cancellationToken);
        await trail.RecordAsync(policy, cancellationToken);
        var (assessment, verdict, unreadable) = await EvaluateAsync(policy, input, cancellationToken);
        var known = await controls.ListAsync(cancellationToken);
        var result = FrictionControls.Apply(known, verdict, policy, input, clock.GetUtcNow(), unreadable);
        var review = new Review(input, ReviewState.Received, clock.GetUtcNow()) { Assessment = assessment };
        result = await possible.CheckAsync(policy, review, result, cancellationToken);
        if (await FindBreakGlassAsync(policy, input, assessment, result, cancellationToken) is { } breakGlass)
        {
            result = result.ReleasedBy(breakGlass);
        }

        result = result with
        {
            TellsAuthors = true,
            FollowsMails = true,
            DefaultLadder = result.Verdict is Verdict.Release ? policy.Default.Ladder : result.DefaultLadder,
        };
        await reviews.UpdateAsync(input.Id, before => Record(before, assessment, result), cancellationToken);

        if (DeclarationEntry.Of(input) is { } declared)
        {
            await audit.AppendAsync(declared, cancellationToken);
        }

        var data = AuditData.Of(new
        {
            result = AuditData.Shorten(result),
            assessment = assessment is null ? null : AuditData.Shorten(assessment),
        });
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data)));
        var entry = new AuditEntry(
            input.Id, $"policy.evaluated:{digest}", "policy.evaluated", AuditEntry.Gate, result.Reason, data);
        await audit.AppendAsync(entry, cancellationToken);
        return result;
    }

    /// <summary>The confirmed break-glass that lets a deployment through which would be blocked or wait for a review.</summary>
    private async Task<BreakGlass?> FindBreakGlassAsync(
        DeploymentPolicy policy,
        DeploymentRequest request,
        ChangeAssessment? assessment,
        PolicyResult result,
        CancellationToken cancellationToken)
    {
        if (assessment is null || result.Verdict is Verdict.Release || !policy.Environments.ContainsKey(request.Environment))
        {
            return null;
        }

        var content = BreakGlassContent.Of(request);
        return await breakGlasses.FindAsync(content, cancellationToken) is { } known
            && BreakGlassSteps.FindDefect(known, content, assessment, clock.GetUtcNow()) is null
            ? known
            : null;
    }

    private async Task<(ChangeAssessment? Assessment, PolicyResult Verdict, string? Unreadable)> EvaluateAsync(
        DeploymentPolicy policy, DeploymentRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var known = await facts.CollectAsync(policy, request, cancellationToken);
            return (known.Assessment, PolicyEvaluator.Evaluate(policy, known), null);
        }
        catch (ChangeUnavailableException unavailable)
        {
            return (null, PolicyEvaluator.WithoutFacts(policy, request, unavailable.Message, clock.GetUtcNow()), unavailable.Message);
        }
    }

    private Review Record(Review review, ChangeAssessment? assessment, PolicyResult result)
    {
        var state = review.State is ReviewState.Received && result.Verdict is Verdict.RequireReview ? ReviewState.Waiting : review.State;
        return review.Outcome is not null
            ? review
            : review with { Assessment = assessment, Policy = result, State = state, UpdatedAt = clock.GetUtcNow() };
    }
}
