using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Git;

public sealed class GitChangeSourceTests : IDisposable
{
    private const string NoCommit = "0123456789012345678901234567890123456789";

    private readonly GitSandbox git = new();

    public void Dispose() => git.Dispose();

    [Fact]
    public async Task Commits_Come_Newest_First_With_Whole_Messages_And_Both_Identities()
    {
        var deployed = git.Commit("a.txt", "one");
        var second = git.Commit("a.txt", "two", "Second\n\nWhy it is so.\n\nCo-authored-by: Grace <grace@example.com>\n");
        var head = git.Commit("a.txt", "three", "Third");

        var changes = await ReadAsync(deployed, head);

        Assert.Equal([head, second], changes.Commits.Select(commit => commit.Sha));
        Assert.EndsWith("Co-authored-by: Grace <grace@example.com>\n", changes.Commits[1].Message, StringComparison.Ordinal);
        Assert.Equal(new ActorIdentity("Ada", "ada@example.com"), changes.Commits[0].Author);
        Assert.Equal(new ActorIdentity("Build", "build@example.com"), changes.Commits[0].Committer);
        Assert.Null(changes.IncompleteBecause);
    }

    [Fact]
    public async Task Files_Have_Their_Kind_Their_Lines_And_Their_Previous_Path()
    {
        git.Commit("old.txt", string.Join('\n', Enumerable.Range(0, 50)));
        git.Commit("gone.txt", "1\n2\n");
        var deployed = git.Commit("kept.txt", "1\n2\n3\n");
        git.Git("mv", "old.txt", "new.txt");
        git.Git("rm", "--quiet", "gone.txt");
        File.WriteAllText(Path.Combine(git.Path, "kept.txt"), "1\nzwei\ndrei\n3\n");
        var head = git.Commit("src/ähnlich.txt", "Quite another text.\n");

        var changes = await ReadAsync(deployed, head);

        Assert.Equal(
            [
                new ChangedFile("gone.txt", FileChangeKind.Deleted, 0, 2),
                new ChangedFile("kept.txt", FileChangeKind.Modified, 2, 1),
                new ChangedFile("new.txt", FileChangeKind.Renamed, 0, 0, "old.txt"),
                new ChangedFile("src/ähnlich.txt", FileChangeKind.Added, 1, 0),
            ],
            changes.Files.OrderBy(file => file.Path, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_Base_On_Another_Branch_Is_Fine_And_Its_Own_Changes_Count_As_Undone()
    {
        git.Commit("a.txt", "one");
        git.Git("checkout", "--quiet", "-b", "hotfix");
        var deployed = git.Commit("hotfix.txt", "fix\n");
        git.Git("checkout", "--quiet", "main");
        var head = git.Commit("b.txt", "two\n");

        var changes = await ReadAsync(deployed, head);

        Assert.Equal([head], changes.Commits.Select(commit => commit.Sha));
        Assert.Contains(changes.Files, file => file is { Path: "hotfix.txt", Kind: FileChangeKind.Deleted });
    }

    [Fact]
    public async Task A_Bare_Repository_Is_Read_By_File_Url()
    {
        var deployed = git.Commit("a.txt", "one");
        var head = git.Commit("a.txt", "two");
        var bare = Path.Combine(git.Root, "bare.git");
        git.Git("clone", "--quiet", "--bare", ".", bare);

        var changes = await Source().GetChangeSetAsync(
            Request(deployed, head, location: new Uri(bare).AbsoluteUri), TestContext.Current.CancellationToken);

        Assert.Equal(head, Assert.Single(changes.Commits).Sha);
    }

    [Fact]
    public async Task More_Commits_Than_The_Cap_Make_An_Incomplete_Change_Set_Of_The_Newest()
    {
        var deployed = git.Commit("a.txt", "0");
        var commits = Enumerable.Range(1, 4).Select(number => git.Commit("a.txt", $"{number}")).ToList();
        var source = GitRequests.Source(("MaxCommits", "3"), ("AllowedRoots:0", git.Root));

        var changes = await source.GetChangeSetAsync(Request(deployed, commits[^1]), TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Reverse(commits).Take(3), changes.Commits.Select(commit => commit.Sha));
        Assert.Equal("The range has more than 3 commits; the newest 3 were read.", changes.IncompleteBecause);
        Assert.Equal(ChangeParts.Commits, changes.Missing);
    }

    [Fact]
    public async Task A_Shallow_Clone_Makes_An_Incomplete_Change_Set()
    {
        git.Commit("a.txt", "zero");
        var deployed = git.Commit("a.txt", "one");
        var head = git.Commit("a.txt", "two");
        var shallow = Path.Combine(git.Root, "shallow");
        git.Git("clone", "--quiet", "--depth=2", new Uri(git.Path).AbsoluteUri, shallow);

        var changes = await Source().GetChangeSetAsync(
            Request(deployed, head, location: shallow), TestContext.Current.CancellationToken);

        Assert.Contains("shallow clone", changes.IncompleteBecause, StringComparison.Ordinal);
        Assert.Equal(ChangeParts.Commits, changes.Missing);
    }

    [Fact]
    public async Task A_Rollback_Brings_No_Commits_And_Proves_Nothing()
    {
        var older = git.Commit("a.txt", "one");
        var newer = git.Commit("a.txt", "two");

        var changes = await ReadAsync(newer, older);

        Assert.Empty(changes.Commits);
        Assert.Equal("a.txt", Assert.Single(changes.Files).Path);
        Assert.Equal(ChangeSet.NoNewCommits, changes.IncompleteBecause);
        Assert.Equal(ChangeParts.None, changes.Missing);
    }

    [Fact]
    public async Task A_Commit_That_Does_Not_Exist_Is_Named_With_Its_Role()
    {
        var head = git.Commit("a.txt", "one");

        var noBase = await Assert.ThrowsAsync<ChangeUnavailableException>(() => ReadAsync(NoCommit, head));
        var noHead = await Assert.ThrowsAsync<ChangeUnavailableException>(() => ReadAsync(head, NoCommit));
        var noSha1 = await Assert.ThrowsAsync<ChangeUnavailableException>(() => ReadAsync(new string('a', 64), head));

        Assert.StartsWith($"The base commit {NoCommit} does not exist", noBase.Message, StringComparison.Ordinal);
        Assert.StartsWith($"The head commit {NoCommit} does not exist", noHead.Message, StringComparison.Ordinal);
        Assert.StartsWith("The base commit aaaa", noSha1.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Request_Without_Base_Is_Told_To_Name_It()
    {
        var head = git.Commit("a.txt", "one");

        var problem = await Assert.ThrowsAsync<ChangeUnavailableException>(() => ReadAsync(null, head));

        Assert.Contains("names no base commit", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Folder_Inside_A_Repository_Is_No_Repository()
    {
        var head = git.Commit("inner/a.txt", "one");

        var problem = await Assert.ThrowsAsync<ChangeUnavailableException>(() => Source().GetChangeSetAsync(
            Request(head, head, location: Path.Combine(git.Path, "inner")), TestContext.Current.CancellationToken));

        Assert.StartsWith("There is no git repository at", problem.Message, StringComparison.Ordinal);
    }

    private Task<ChangeSet> ReadAsync(string? deployed, string head) =>
        Source().GetChangeSetAsync(Request(deployed, head), TestContext.Current.CancellationToken);

    private IChangeSource Source() => GitRequests.Source(("AllowedRoots:0", git.Root));

    private DeploymentRequest Request(string? deployed, string head, string? location = null) =>
        GitRequests.Request(location ?? git.Path, deployed, head);
}
