namespace Workflow.Adapters.Teams.Texts;

/// <content>The titles, sentences and buttons of a card.</content>
internal sealed partial class CardTexts
{
    public string ReviewNeeded => Text();
    public string ReviewAfterTheFactNeeded => Text();
    public string NotReady => Text();
    public string NotReadyBecause => Text();
    public string YouApproved => Text();
    public string YouRejected => Text();
    public string ApprovedBy(string names) => Fill([names]);
    public string ApprovedByAll(string names) => Fill([names]);
    public string RejectedBy(string names) => Fill([names]);
    public string ReleasedByBreakGlass => Text();
    public string ReleasedByPolicy => Text();
    public string BlockedByPolicy => Text();
    public string TimedOut => Text();
    public string NoEligibleReviewer => Text();
    public string Withdrawn => Text();
    public string Superseded => Text();
    public string ContentChanged => Text();
    public string NotCompleted => Text();
    public string PipelineNotTold(string title) => Fill([title]);
    public string Released => Text();
    public string ReleasedAndConfirmed(string moment) => Fill([moment]);
    public string Cancelled => Text();
    public string CancelledAndConfirmed(string moment) => Fill([moment]);
    public string ReleasedBefore => Text();
    public string EveryAttemptFailed => Text();
    public string BeingReleased => Text();
    public string BeingCancelled => Text();
    public string BreakGlassConfirmed(string asker, string confirmer, string reason, string incident) =>
        Fill([asker, confirmer, reason, incident]);
    public string BreakGlassUnconfirmed(string asker, string reason, string incident) => Fill([asker, reason, incident]);
    public string StillMissing(string gap) => Fill([gap]);
    public string NeededBeforeRelease(string approvals) => Fill([approvals]);
    public string MoreApprovals(int number) => Count(number, [number]);
    public string NothingMore => Text();
    public string SomebodyWithRole(string role) => Fill([role]);
    public string SomebodyOfTeam(string team) => Fill([team]);
    public string SomebodyOfOtherTeam(string team) => Fill([team]);
    public string PeopleOfTwoTeams => Text();
    public string CodeOwner => Text();
    public string Subject(string service, string environment) => Fill([service, environment]);
    public string DecideBy(string moment) => Fill([moment]);
    public string DateAndTime(string date, string time) => Fill([date, time]);
    public string ApprovalFrom(string moment) => Fill([moment]);
    public string Approve => Text();
    public string Reject => Text();
    public string CommentPlaceholder => Text();
    public string OpenInConsole => Text();
    public string ShowDetails => Text();
    public string AndMore(int number) => Fill([number]);
    public string Nobody => Text();
    public string And(string first, string last) => Fill([first, last]);
    public string QuotedComment(string text) => Fill([text]);
    public string Quoted(string text) => Fill([text]);
}
