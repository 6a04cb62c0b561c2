using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Git;

public sealed class GitRecentCommitsTests : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly GitSandbox git = new();

    private IRecentCommits Commits => GitRequests.RecentCommits(("AllowedRoots:0", git.Root));

    public void Dispose() => git.Dispose();

    [Fact]
    public async Task Commits_In_The_Folders_And_Below_Come_With_Their_Authors_And_Not_Those_Of_The_Deployment()
    {
        git.Commit("src/pay/deep/a.cs", "1");
        git.Commit("src/payments/a.cs", "1");
        var deployed = git.Commit("src/pay/b.cs", "1");
        var head = git.Commit("src/pay/b.cs", "2");

        var found = await ListAsync(git.Path, deployed, head, Morning);

        Assert.Equal(2, found.Count);
        Assert.All(found, commit => Assert.Equal(new ActorIdentity("Ada", "ada@example.com"), commit.Author));
        Assert.True(found[0].At > found[1].At && found[1].At >= Morning);
    }

    [Fact]
    public async Task Older_Ones_Are_Left_Out()
    {
        var deployed = git.Commit("src/pay/a.cs", "1");

        Assert.Empty(await ListAsync(git.Path, deployed, deployed, Morning.AddDays(1)));
    }

    [Fact]
    public async Task A_Folder_Is_No_Pattern()
    {
        git.Commit("src/pay/a.cs", "1");
        var deployed = git.Commit("src/[p]ay/a.cs", "1");

        Assert.Single(await Commits.ListAsync(
            GitRequests.Request(git.Path, deployed, deployed), ["src/[p]ay"], Morning, TestContext.Current.CancellationToken));
        Assert.Empty(await Commits.ListAsync(
            GitRequests.Request(git.Path, deployed, deployed), ["src/*"], Morning, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Where_The_History_Cannot_Be_Had_There_Is_None()
    {
        var deployed = git.Commit("src/pay/a.cs", "1");
        var unknown = new string('0', 40);

        Assert.Empty(await ListAsync("/nowhere", deployed, deployed, Morning));
        Assert.Empty(await ListAsync(git.Path, unknown, deployed, Morning));
        Assert.Empty(await ListAsync(git.Path, "--all", deployed, Morning));
    }

    private Task<IReadOnlyList<FolderCommit>> ListAsync(string location, string deployed, string head, DateTimeOffset since) =>
        Commits.ListAsync(GitRequests.Request(location, deployed, head), ["src/pay"], since, TestContext.Current.CancellationToken);
}
