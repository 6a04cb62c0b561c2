using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Core.Reports;

/// <summary>
/// Signs that approvals of a week were given without a look. They are about the process - too many reviews, too little time, evidence
/// that nobody needs - and say nothing about a person: no name is in them.
/// </summary>
/// <param name="Approvals">All that counted.</param>
/// <param name="Quick">Those with <see cref="ApprovalSigns.Quick"/>.</param>
/// <param name="Unopened">Those with <see cref="ApprovalSigns.Unopened"/>.</param>
/// <param name="Series">Pairs of an author and a reviewer with a long series of approvals.</param>
/// <param name="Examples">Deployments whose approvals were quick, by somebody whom the gate saw open nothing; oldest first.</param>
public sealed record ApprovalSignals(int Approvals, int Quick, int Unopened, int Series, IReadOnlyList<DeploymentId> Examples)
{
    private const int MostExamples = 5;

    public static ApprovalSignals None { get; } = new(0, 0, 0, 0, []);

    /// <summary>Reviews for which one person more was asked because of such signs.</summary>
    public int Answered { get; init; }

    /// <param name="reviews">Those requested in the week.</param>
    public static ApprovalSignals Of(IReadOnlyCollection<Review> reviews)
    {
        var series = SignsOfApproval.FindSeries(reviews);
        var approvals = reviews
            .SelectMany(review => review.Decisions, (review, decision) => (Review: review, Decision: decision))
            .Where(one => one.Decision.Kind is DecisionKind.Approve)
            .Select(one => (
                one.Review.Id,
                one.Decision.At,
                Signs: SignsOfApproval.Of(one.Review, one.Decision, series),
                HasOpened: one.Review.FindAsked(one.Decision.ReviewerId) is { Opened: not EvidenceKinds.None }))
            .ToList();
        return new ApprovalSignals(
            approvals.Count,
            approvals.Count(one => one.Signs.HasFlag(ApprovalSigns.Quick)),
            approvals.Count(one => one.Signs.HasFlag(ApprovalSigns.Unopened)),
            series.Count,
            [
                .. approvals
                    .Where(one => one.Signs.HasFlag(ApprovalSigns.Quick) && !one.HasOpened)
                    .OrderBy(one => one.At)
                    .Select(one => one.Id)
                    .Distinct()
                    .Take(MostExamples),
            ])
        {
            Answered = reviews.Count(review => review.Policy is { } policy && SecondApproval.IsAnswer(policy)),
        };
    }
}
