namespace Workflow.Adapters.Teams.Texts;

/// <content>The reminders and answers to buttons.</content>
internal sealed partial class CardTexts
{
    public string ReminderText(string subject, string moment) => Fill([subject, moment]);
    public string MomentPattern => Text();
    public string MomentInUtc(string moment) => Fill([moment]);
    public string MomentInZone(string moment, string zone) => Fill([moment, zone]);
    public string OlderMake => Text();
    public string NotRecordedInTime => Text();
    public string DecisionRecorded => Text();
    public string NoSuchReview => Text();
    public string NotAskedForEvidence => Text();
    public string RefusedUnknownPerson => Text();
    public string RefusedNotAsked => Text();
    public string RefusedNotEligible(string reasons) => Fill([reasons]);
    public string RefusedAlreadyDecided => Text();
    public string RefusedReviewEnded(string ending) => Fill([ending]);
    public string RefusedNoLongerWaiting => Text();
    public string RefusedHandedOver(string name) => Fill([name]);
    public string RefusedSignIn(double minutes) => Fill([minutes]);
    public string RefusedCommentRequired => Text();
    public string RefusedContentChanged => Text();
    public string RefusedTooEarly(double minutes, string moment) => Fill([minutes, moment]);
    public string RefusedChecklist(int number, string items) => Count(number, [number, items]);
    public string RefusedEvidence(string evidence) => Fill([evidence]);
}
