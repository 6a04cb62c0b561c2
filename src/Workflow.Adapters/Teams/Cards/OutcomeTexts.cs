using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>Why a review ended without a decision, in the reader's words.</summary>
internal static class OutcomeTexts
{
    /// <summary>As it is on record for who reads English, and where it is technical or somebody else's text; else told again.</summary>
    public static string Explain(CardTexts texts, Review review, ReviewOutcome outcome) => outcome.Reason switch
    {
        _ when texts.AreAsRecorded => outcome.Explanation,
        OutcomeReason.TimedOut => TimedOut(texts, review),
        OutcomeReason.NoEligibleReviewer => texts.NobodyCouldBeAsked,
        OutcomeReason.HeadMoved => texts.HeadHasMoved,
        OutcomeReason.Superseded => texts.NewerTookItsPlace,
        OutcomeReason.Withdrawn when outcome.DecidedBy is [var name] => texts.WithdrawnByPerson(name),
        _ => outcome.Explanation,
    };

    private static string TimedOut(CardTexts texts, Review review)
    {
        var approvals = review.Decisions.Count(one => one.Kind is DecisionKind.Approve);
        if (approvals == 0)
        {
            return texts.NobodyInTime(review.Asked.Count(one => one.CanDecide));
        }

        var requirement = review.Policy?.Requirement ?? Quorum.Least;
        var tooFew = texts.TooFewInTime(approvals, requirement.Approvals);
        return Quorum.FindGap(requirement, review.Decisions) is { IsOfKind: true } gap
            ? $"{tooFew} {texts.StillMissing(QuorumTexts.Of(texts, gap))}"
            : tooFew;
    }
}
