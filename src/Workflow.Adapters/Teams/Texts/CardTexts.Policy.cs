namespace Workflow.Adapters.Teams.Texts;

/// <content>What a policy asks for and why, and how a review ended.</content>
internal sealed partial class CardTexts
{
    public string AsksApprovals(int number, string level) => Count(number, [number, level]);
    public string AsksRole(string role) => Fill([role]);
    public string AsksTeam(string team) => Fill([team]);
    public string AsksSponsorsTeam => Text();
    public string AsksCodeOwner => Text();
    public string AsksTwoTeams => Text();
    public string AsksIndependence => Text();
    public string AsksChecklist(int items) => Fill([items]);
    public string AsksReading(double minutes) => Fill([minutes]);
    public string AsksEvidence(string evidence) => Fill([evidence]);
    public string AsksSignIn(double minutes) => Fill([minutes]);
    public string AskedByRule(string rule, string requirement) => Fill([rule, requirement]);
    public string AskedByRules(string rules, string requirement) => Fill([rules, requirement]);
    public string AskedByDefault(string requirement) => Fill([requirement]);
    public string AskedByDefaultToo => Text();
    public string HeldByFriction(string controls, string requirement) => Fill([controls, requirement]);
    public string AskedByFriction(string control) => Fill([control]);
    public string AskedByFloor => Text();
    public string AskedBySample => Text();
    public string NobodyInTime(int asked) => Count(asked, [asked]);
    public string TooFewInTime(int approvals, int needed) => Fill([approvals, needed]);
    public string NobodyCouldBeAsked => Text();
    public string HeadHasMoved => Text();
    public string NewerTookItsPlace => Text();
    public string WithdrawnByPerson(string name) => Fill([name]);
}
