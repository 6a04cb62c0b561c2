namespace Workflow.Adapters.Teams.Texts;

/// <content>Why an action takes no effect.</content>
internal sealed partial class CardTexts
{
    public string ActionRefusedUnknownPerson => Text();
    public string ActionRefusedReviewEnded(string detail) => Fill([detail]);
    public string ActionRefusedNotWaiting => Text();
    public string ActionRefusedNotAsked => Text();
    public string ActionRefusedHandedOver(string detail) => Fill([detail]);
    public string ActionRefusedDecided => Text();
    public string ActionRefusedNoText => Text();
    public string ActionRefusedNobodyToAsk => Text();
    public string ActionRefusedTooManyQuestions(string detail) => Fill([detail]);
    public string ActionRefusedNotTheAuthor => Text();
    public string ActionRefusedNoSuchQuestion => Text();
    public string ActionRefusedAnswered(string detail) => Fill([detail]);
    public string ActionRefusedUnknownTarget => Text();
    public string ActionRefusedTargetAsked(string detail) => Fill([detail]);
    public string ActionRefusedTargetNotEligible(string detail) => Fill([detail]);
    public string ActionRefusedTargetLacks(string detail) => Fill([detail]);
    public string ActionRefusedTimePassed => Text();
    public string ActionRefusedBeyondDeadline => Text();
    public string ActionRefusedAsked => Text();
    public string ActionRefusedNotOffered => Text();
    public string ActionRefusedNotEligible(string detail) => Fill([detail]);
    public string ActionRefusedReleased => Text();
}
