namespace Workflow.Adapters.Teams.Texts;

/// <content>The labels and words about the change and the people.</content>
internal sealed partial class CardTexts
{
    public string WhyLabel => Text();
    public string DecisionsLabel => Text();
    public string PersonApproved(string name) => Fill([name]);
    public string PersonRejected(string name) => Fill([name]);
    public string ChangeLabel => Text();
    public string ChangeUnread => Text();
    public string ChangeSize(string files, string commits, int added, int deleted) => Fill([files, commits, added, deleted]);
    public string Files(int number) => Count(number, [number]);
    public string Commits(int number) => Count(number, [number]);
    public string OfRef(string name) => Fill([name]);
    public string Branch(string name) => Fill([name]);
    public string Tag(string name) => Fill([name]);
    public string Deployed => Text();
    public string DeletesLabel => Text();
    public string AlsoDeletesLabel => Text();
    public string OtherFilesLabel => Text();
    public string SubjectsLabel => Text();
    public string Added => Text();
    public string RenamedFrom(string path) => Fill([path]);
    public string ProvenanceLabel => Text();
    public string NoSignOfAi => Text();
    public string ReadIncompletely => Text();
    public string ShareOfCommits(int all, int commits) => Count(all, [all, commits]);
    public string ShareLinesUnknown(string commits) => Fill([commits]);
    public string ShareOfLines(int all, string commits, int lines) => Count(all, [all, commits, lines]);
    public string ShareLines(int lines, string commits) => Count(lines, [lines, commits]);
    public string UnnamedTool => Text();
    public string AttestedBy(string by, string statement) => Fill([by, statement]);
    public string AttestedOf(string by, string commit, string statement) => Fill([by, commit, statement]);
    public string MoreEvidenceLabel => Text();
    public string SetToWorkByLabel => Text();
    public string AttestedLabel => Text();
    public string WrittenByLabel => Text();
    public string OperatedByLabel => Text();
    public string CommittedByLabel => Text();
    public string NoKnownPerson => Text();
    public string AgentName(string name) => Fill([name]);
    public string PersonOfLevel(string name, string level) => Fill([name, level]);
    public string UnknownPerson(string name) => Fill([name]);
    public string RequestedByLabel => Text();
    public string RepositoryLabel => Text();
    public string ArtifactLabel => Text();
    public string WhyYouLabel => Text();
    public string AlsoAskedLabel => Text();
    public string NotReached => Text();
}
