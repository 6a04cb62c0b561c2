using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class ChangeAssessmentTests
{
    [Fact]
    public void A_Summary_Says_Which_Parts_Of_The_Change_Are_Missing()
    {
        var whole = Given.Changes(Given.Commit("Fix"));
        var part = new ChangeSet(whole.Range, whole.Commits, [], "The newest were read.");

        Assert.Equal(ChangeParts.None, ChangeSummary.Of(whole).Missing);
        Assert.Equal(ChangeParts.Commits | ChangeParts.Files, ChangeSummary.Of(part).Missing);
        Assert.Equal(ChangeParts.Commits, ChangeSummary.Of(part with { Missing = ChangeParts.Commits }).Missing);
        Assert.Equal(ChangeParts.None, ChangeSummary.Of(whole with { IncompleteBecause = "No pull requests were read." }).Missing);
    }

    [Fact]
    public void The_Author_Level_Is_The_Lowest_Of_Those_Who_Wrote_It()
    {
        Participant[] participants =
        [
            new(Given.Jane, Participation.Author, Given.Person("jane", Level.Principal)),
            new(new ActorIdentity("Mo"), Participation.CoAuthor, Given.Person("mo", Level.Mid)),
            new(new ActorIdentity("Jo"), Participation.Requester, Given.Person("jo", Level.Junior)),
        ];

        var assessment = ChangeAssessment.Of(Given.Changes(), participants, Given.Signals);

        Assert.Equal(Level.Mid, assessment.AuthorLevel);
    }

    [Fact]
    public void An_Author_Whom_The_Directory_Does_Not_Know_Counts_As_Junior()
    {
        Participant[] participants =
        [
            new(Given.Jane, Participation.Author, Given.Person("jane")), new(new ActorIdentity("Mo"), Participation.CoAuthor),
        ];

        Assert.Equal(Level.Junior, ChangeAssessment.Of(Given.Changes(), participants, Given.Signals).AuthorLevel);
    }

    [Fact]
    public void A_Change_Without_A_Human_Author_Counts_As_Junior()
    {
        Participant[] participants = [new(Given.Jane, Participation.Requester, Given.Person("jane"))];

        Assert.Equal(Level.Junior, ChangeAssessment.Of(Given.Changes(), participants, Given.Signals).AuthorLevel);
    }

    [Fact]
    public void A_Junior_Who_Committed_A_Seniors_Work_May_Have_Changed_It()
    {
        Participant[] participants =
        [
            new(Given.Jane, Participation.Author, Given.Person("jane")),
            new(new ActorIdentity("Jo"), Participation.Committer, Given.Person("jo", Level.Junior)),
        ];

        Assert.Equal(Level.Junior, ChangeAssessment.Of(Given.Changes(), participants, Given.Signals).AuthorLevel);
    }

    [Fact]
    public void One_Commit_Without_A_Human_Makes_The_Change_A_Juniors()
    {
        var bot = new ActorIdentity("unlisted-agent[bot]", "77+unlisted-agent[bot]@users.noreply.github.com");
        var changes = Given.Changes(Given.Commit("Fix"), Given.Commit("Rewrite", bot, Given.GitHubWeb));
        Participant[] participants = [new(Given.Jane, Participation.Author, Given.Person("jane"))];

        Assert.Equal(Level.Junior, ChangeAssessment.Of(changes, participants, Given.Signals).AuthorLevel);
    }

    [Fact]
    public void Commits_That_Could_Not_Be_Read_Count_As_A_Juniors()
    {
        var changes = Given.Changes(Given.Commit("Fix")) with { IncompleteBecause = "only the newest 5,000 commits were read" };
        Participant[] participants = [new(Given.Jane, Participation.Author, Given.Person("jane"))];

        Assert.Equal(Level.Junior, ChangeAssessment.Of(changes, participants, Given.Signals).AuthorLevel);
    }

    [Fact]
    public void The_Summary_Adds_Up_Lines_And_Keeps_Every_Path()
    {
        var commits = Enumerable.Range(1, 12).Select(number => Given.Commit($"Change {number}\r\n\r\nBody")).ToArray();
        var changes = Given.Changes(commits) with
        {
            Files =
            [
                new ChangedFile("new.tf", FileChangeKind.Renamed, 3, 4, "old.tf"),
                new ChangedFile("gone.tf", FileChangeKind.Deleted, 0, 10),
            ],
        };

        var summary = ChangeSummary.Of(changes);

        Assert.Equal((12, 3, 14), (summary.Commits, summary.AddedLines, summary.DeletedLines));
        Assert.Equal(ChangeSummary.MaxSubjects, summary.Subjects.Count);
        Assert.Equal("Change 1", summary.Subjects[0]);
        Assert.Equal(
            [new ChangedPath("new.tf", FileChangeKind.Renamed, "old.tf"), new ChangedPath("gone.tf", FileChangeKind.Deleted)],
            summary.Paths);
    }
}
