using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>The decision links of one review. They expire with its last deadline.</summary>
internal static class ReviewLinks
{
    /// <param name="purpose">What tells this person's links to the review apart.</param>
    /// <returns>The token; null where links are not available, or nothing is waited for.</returns>
    public static string? Create(this IDecisionLinks links, Review review, Person person, string purpose)
    {
        if (review.Deadline is not { } deadline)
        {
            return null;
        }

        var expires = LadderEnd.Of(review.Policy?.Escalation ?? [], review.Step ?? "", deadline);
        return links.Create(review.Id, person.Id, purpose, expires);
    }
}
