using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>What a review still needs, in the reader's words: the counterpart of <see cref="QuorumGap.ToString"/>.</summary>
internal static class QuorumTexts
{
    public static string Of(CardTexts texts, QuorumGap gap)
    {
        List<string> parts = gap.Approvals == 0 ? [] : [texts.MoreApprovals(gap.Approvals)];
        parts.AddRange(gap.Roles.Select(texts.SomebodyWithRole));
        parts.AddRange(gap.Teams.Select(texts.SomebodyOfTeam));
        if (gap.CodeOwner)
        {
            parts.Add(texts.CodeOwner);
        }

        if (gap.NotOnly is { } teams)
        {
            parts.Add(teams.Count == 0 ? texts.PeopleOfTwoTeams : texts.SomebodyOfOtherTeam(teams[0]));
        }

        return parts.Count == 0 ? texts.NothingMore : parts.Aggregate(texts.And);
    }
}
