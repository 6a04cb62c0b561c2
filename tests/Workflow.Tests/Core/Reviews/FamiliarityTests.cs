using CsCheck;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class FamiliarityTests
{
    private static readonly Person Ada = Given.Person("ada") with { Emails = ["ada@example.com"] };

    [Fact]
    public void Folders_Are_Those_Of_The_Files_And_Never_The_Root()
    {
        var folders = ChangedFolders.Of(Changes("README.md", "src/pay/a.cs", "src/pay/b.cs", "infra/main.tf"));

        Assert.Equal(["src/pay", "infra"], folders.All);
        Assert.True(folders.Meet(Reviewed("ada", "README.md", "src/pay/cards/c.cs")));
        Assert.False(folders.Meet(Reviewed("ada", "README.md", "src/payments/a.cs", "src/main.cs")));
        Assert.False(ChangedFolders.Of(Changes("README.md")).Meet(Reviewed("ada", "README.md")));
        Assert.Empty(ChangedFolders.Of(null).All);
    }

    [Fact]
    public void Reviews_Count_In_Which_The_Person_Decided_In_The_Same_Folders()
    {
        var folders = ChangedFolders.Of(Changes("src/pay/a.cs"));
        ReviewedChange[] recent =
        [
            Reviewed("ada", "src/pay/a.cs"), Reviewed("ada", "src/pay/deep/a.cs"), Reviewed("ada", "src/web/a.cs"),
            Reviewed("bob", "src/pay/a.cs"),
        ];

        Assert.Equal(new Familiarity(2, null), Familiarity.Of(Ada, folders, recent, []));
    }

    [Fact]
    public void The_Last_Commit_Of_Any_Of_The_Persons_Identities_Counts()
    {
        FolderCommit[] commits =
        [
            new(new ActorIdentity("Ada", "ADA@example.com"), Given.Noon.AddDays(-20)),
            new(new ActorIdentity("Ada", "ada@example.com"), Given.Noon.AddDays(-2)),
            new(new ActorIdentity("Ada", "another@example.com"), Given.Noon),
        ];

        var familiarity = Familiarity.Of(Ada, ChangedFolders.Of(Changes("a/b")), [], commits);

        Assert.Equal(Given.Noon.AddDays(-2), familiarity.LastCommit);
        Assert.Equal("committed here 2 days ago", Assert.Single(familiarity.Explain(Given.Noon)).ToString());
    }

    [Fact]
    public void Points_Have_Their_Limit() => Gen.Select(Gen.Int[0, 1000], Gen.Bool).Sample((reviews, committed) =>
        Assert.InRange(new Familiarity(reviews, committed ? Given.Noon : null).Points, 0, Familiarity.MostPoints));

    private static ChangeSummary Changes(params string[] paths) =>
        new(1, 1, 1, [], [.. paths.Select(path => new ChangedPath(path, FileChangeKind.Modified))]);

    private static ReviewedChange Reviewed(string by, params string[] paths) => ReviewedChange.Of(Given.Waiting() with
    {
        Assessment = Given.Assessment() with { Changes = Changes(paths) },
        Decisions = [Given.Judged(by, DecisionKind.Approve)],
    });
}
