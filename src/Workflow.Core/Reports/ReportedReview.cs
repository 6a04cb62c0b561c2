using Workflow.Core.Audit;
using Workflow.Core.Reviews;

namespace Workflow.Core.Reports;

/// <summary>A review with what only its audit trail knows.</summary>
/// <param name="Escalations">How many steps of the ladder began after the first.</param>
/// <param name="Reminders">How many reminders were sent.</param>
public sealed record ReportedReview(Review Review, int Escalations, int Reminders)
{
    /// <summary>Whether the trail can tell more than the review: where nobody was asked, nothing was escalated or reminded.</summary>
    public static bool NeedsTrail(Review review) => review.Policy is { Escalation.Count: > 0 };

    public static ReportedReview Of(Review review, IReadOnlyList<AuditRecord> trail) => new(
        review,
        Math.Max(trail.Count(record => record.Entry.Kind == "step.begun") - 1, 0),
        trail.Count(record => record.Entry.Kind == "reviewer.reminded"));
}
