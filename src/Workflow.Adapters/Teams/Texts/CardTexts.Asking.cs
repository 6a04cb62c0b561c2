namespace Workflow.Adapters.Teams.Texts;

/// <content>Why somebody is asked: clauses whose subject is that person.</content>
internal sealed partial class CardTexts
{
    public string WhyLevelWithRole(string level, string role) => Fill([level, role]);
    public string WhyHoldsRole(string role) => Fill([role]);
    public string WhyOfTeam(string team) => Fill([team]);
    public string WhyOfAnyTeam(string team) => Fill([team]);
    public string WhyOfAnotherTeam(string team) => Fill([team]);
    public string WhyOwnsFiles => Text();
    public string WhyTookNoPart => Text();
    public string WhyWorksNow(string time) => Fill([time]);
    public string WhyDoesNotWorkNow(string time) => Fill([time]);
    public string WhyIsAvailable => Text();
    public string WhyIsBusy => Text();
    public string WhyIsAway => Text();
    public string WhyWantsNoDisturbance => Text();
    public string WhyIsOffline => Text();
    public string WhyReviewedHere(int number, int days) => Count(number, [number, days]);
    public string WhyCommittedToday => Text();
    public string WhyCommittedHere(int days) => Count(days, [days]);
    public string WhyIsInLine => Text();
    public string WhyNotAskedThisWeek => Text();
    public string WhyAskedThisWeek(int number) => Count(number, [number]);
    public string WhyOpenReviews(int number) => Count(number, [number]);
    public string WhyLastResort => Text();
    public string WhyChoice(int number) => Fill([number]);
    public string WhyHandedOver(string name) => Fill([name]);
    public string WhyTookFromPost(string step) => Fill([step]);
    public string WhyMailed(string role) => Fill([role]);
}
