using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>Why somebody is asked, in the reader's words: the counterpart of <see cref="AskFact.ToString"/>.</summary>
internal static class AskTexts
{
    public static string Of(CardTexts texts, AskedReviewer asked) => asked.Facts.Count == 0
        ? asked.Why
        : AskFact.Join(asked.Facts, fact => Of(texts, fact));

    public static string Of(CardTexts texts, AskFact fact)
    {
        var (detail, number) = (fact.Detail ?? "", fact.Number);
        return fact.Kind switch
        {
            AskFactKind.OfLevel => texts.Level(fact.Level ?? Level.Junior),
            AskFactKind.OfLevelWithRole => texts.WhyLevelWithRole(texts.Level(fact.Level ?? Level.Junior), detail),
            AskFactKind.HoldsRole => texts.WhyHoldsRole(detail),
            AskFactKind.OfTeam => texts.WhyOfTeam(detail),
            AskFactKind.OfAnyTeam => texts.WhyOfAnyTeam(detail),
            AskFactKind.OfAnotherTeam => texts.WhyOfAnotherTeam(detail),
            AskFactKind.OwnsFiles => texts.WhyOwnsFiles,
            AskFactKind.TookNoPart => texts.WhyTookNoPart,
            AskFactKind.WorksNow => texts.WhyWorksNow(detail),
            AskFactKind.DoesNotWorkNow => texts.WhyDoesNotWorkNow(detail),
            AskFactKind.IsAvailable => texts.WhyIsAvailable,
            AskFactKind.IsBusy => texts.WhyIsBusy,
            AskFactKind.IsAway => texts.WhyIsAway,
            AskFactKind.WantsNoDisturbance => texts.WhyWantsNoDisturbance,
            AskFactKind.IsOffline => texts.WhyIsOffline,
            AskFactKind.ReviewedHere => texts.WhyReviewedHere(number, Familiarity.ReviewWindow.Days),
            AskFactKind.CommittedHere when number < 1 => texts.WhyCommittedToday,
            AskFactKind.CommittedHere => texts.WhyCommittedHere(number),
            AskFactKind.IsInLine => texts.WhyIsInLine,
            AskFactKind.NotAskedThisWeek => texts.WhyNotAskedThisWeek,
            AskFactKind.AskedThisWeek => texts.WhyAskedThisWeek(number),
            AskFactKind.OpenReviews => texts.WhyOpenReviews(number),
            AskFactKind.LastResort => texts.WhyLastResort,
            AskFactKind.Choice => texts.WhyChoice(number),
            AskFactKind.HandedOver => texts.WhyHandedOver(detail),
            AskFactKind.TookFromPost => texts.WhyTookFromPost(detail),
            AskFactKind.Mailed => texts.WhyMailed(detail),
            _ => fact.ToString(),
        };
    }
}
