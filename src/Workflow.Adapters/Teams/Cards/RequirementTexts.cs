using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>What a review needs, in the reader's words: the counterpart of <see cref="ReviewRequirement.ToString"/>.</summary>
internal static class RequirementTexts
{
    public static string Of(CardTexts texts, ReviewRequirement requirement)
    {
        string[] evidence = [.. ApprovalRules.Split(requirement.Evidence).Select(texts.TheEvidence)];
        string?[] parts =
        [
            texts.AsksApprovals(requirement.Approvals, texts.Level(requirement.MinimumLevel)),
            .. requirement.Roles.Select(texts.AsksRole),
            .. requirement.Teams.Select(texts.AsksTeam),
            requirement.SponsorsTeam ? texts.AsksSponsorsTeam : null,
            requirement.CodeOwner ? texts.AsksCodeOwner : null,
            requirement.DifferentTeams ? texts.AsksTwoTeams : null,
            requirement.Independent ? texts.AsksIndependence : null,
            requirement.Checklist.Count > 0 ? texts.AsksChecklist(requirement.Checklist.Count) : null,
            requirement.MinimumReading > TimeSpan.Zero ? texts.AsksReading(requirement.MinimumReading.TotalMinutes) : null,
            evidence.Length > 0 ? texts.AsksEvidence(evidence.Aggregate(texts.And)) : null,
            requirement.FreshSignIn > TimeSpan.Zero ? texts.AsksSignIn(requirement.FreshSignIn.TotalMinutes) : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }
}
