using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Finds what is asked for beyond what a review was decided under.</summary>
public sealed class LaterDemands(
    FrictionRegister controls, PossibleReviews possible, IPolicySource policies, IReviewStore reviews, TimeProvider clock)
{
    /// <summary>The check with what friction controls ask for that began meanwhile, else with what answers signs in the approvals.</summary>
    public async Task<HeadCheck> AddToAsync(HeadCheck check, Review review, CancellationToken cancellationToken)
    {
        if (review.Policy is not { } decided)
        {
            return check;
        }

        var known = await controls.ListAsync(cancellationToken);
        if (FrictionControls.Raise(known, decided, review.Request, clock.GetUtcNow()) is { } raised)
        {
            return check with { Raised = raised, Impossible = FindDefect(raised) };
        }

        return await AnswerSignsAsync(review, cancellationToken) is { } asked
            ? check with { Raised = asked, Cause = RaiseCause.Signs }
            : check;
    }

    private string? FindDefect(PolicyResult raised) =>
        possible.FindProofDefect(raised.Requirement!) is { } impossible ? $"{impossible} ({raised.Reason})" : null;

    /// <summary>An approval more, where somebody else can still give it: what a sample asks for makes no review impossible.</summary>
    private async Task<PolicyResult?> AnswerSignsAsync(Review review, CancellationToken cancellationToken)
    {
        if (!SecondApproval.CanAnswer(review))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var recent = await reviews.ListRequestedAsync(now - SignsOfApproval.SeriesWindow, now, cancellationToken)
            .Where(one => one.Id != review.Id)
            .ToListAsync(cancellationToken);
        if (SecondApproval.Answer(review, [.. recent, review]) is not { } asked)
        {
            return null;
        }

        var policy = await policies.GetAsync(cancellationToken);
        return await possible.CanContinueAsync(policy, review, asked, cancellationToken) ? asked : null;
    }
}
