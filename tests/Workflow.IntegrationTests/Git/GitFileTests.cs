using System.Text;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Git;

public sealed class GitFileTests : IDisposable
{
    private readonly GitSandbox git = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => git.Dispose();

    [Fact]
    public async Task A_File_Is_Copied_As_It_Was_At_Each_Commit()
    {
        var first = git.Commit("db/7 dröp.sql", "one\r\n");
        var second = git.Commit("db/7 dröp.sql", "two\n");

        Assert.Equal("one\r\n", await CopyAsync(first, "db/7 dröp.sql"));
        Assert.Equal("two\n", await CopyAsync(second, "db/7 dröp.sql"));
        Assert.Null(await CopyAsync(second, "db/8.sql"));
        Assert.Null(await CopyAsync(second, "db"));
    }

    [Fact]
    public async Task Links_And_Submodules_Are_No_Files()
    {
        git.Commit("secret.txt", "secret");
        File.CreateSymbolicLink(Path.Combine(git.Path, "plan.json"), "/etc/passwd");
        git.CommitAll("Add a link");
        git.Git("update-index", "--add", "--cacheinfo", $"160000,{new string('1', 40)},module");
        git.Git("commit", "--quiet", "--message", "Add a submodule");
        var head = git.Git("rev-parse", "HEAD");

        Assert.Null(await CopyAsync(head, "plan.json"));
        Assert.Null(await CopyAsync(head, "module"));
    }

    [Fact]
    public async Task A_File_That_Is_Too_Large_Or_At_A_Commit_That_Is_Not_There_Cannot_Be_Read()
    {
        var head = git.Commit("a.txt", "12345");

        Assert.Equal("12345", await CopyAsync(head, "a.txt", maxBytes: 5));
        var large = await Assert.ThrowsAsync<ChangeUnavailableException>(() => CopyAsync(head, "a.txt", maxBytes: 4));
        Assert.Equal($"The file a.txt has 5 bytes at {head}; at most 4 are read.", large.Message);
        await Assert.ThrowsAsync<ChangeUnavailableException>(() => CopyAsync(new string('1', 40), "a.txt"));
    }

    [Fact]
    public async Task Code_Owners_Are_Those_At_Base_So_That_No_Change_Appoints_Its_Own()
    {
        var none = git.Commit("a.txt", "1\n");
        var deployed = git.Commit("CODEOWNERS", "* @ada\n");
        var head = git.Commit(".github/CODEOWNERS", "* @eve\n");
        var next = git.Commit("a.txt", "2\n");

        Assert.Null((await ReadAsync(none, head)).CodeOwners);
        Assert.Equal("* @ada\n", (await ReadAsync(deployed, head)).CodeOwners);
        Assert.Equal("* @eve\n", (await ReadAsync(head, next)).CodeOwners);
    }

    [Fact]
    public async Task Commits_Bring_Their_Authorship_Notes_And_Numbers_Of_Lines()
    {
        var deployed = git.Commit("a.txt", "1\n");
        var noted = git.Commit("a.txt", "1\n2\n3\n");
        git.Git("notes", "--ref=ai", "add", "--message", "src/a.txt\n  abc 1-2\n---\n{}", noted);
        var head = git.Commit("b.txt", "1\n");

        var changes = await ReadAsync(deployed, head);

        Assert.Equal([null, "src/a.txt\n  abc 1-2\n---\n{}\n"], changes.Commits.Select(commit => commit.AuthorshipNote));
        Assert.Equal([1, 2], changes.Commits.Select(commit => commit.AddedLines));
        Assert.Null(changes.AgentTraces);
    }

    [Fact]
    public async Task Notes_Are_Found_However_Deep_Git_Spreads_Them()
    {
        var deployed = git.Commit("a.txt", "1\n");
        var head = git.Commit("a.txt", "2\n");
        var blob = Hash("a note");
        foreach (var name in new[] { head, $"{head[..2]}/{head[2..]}", $"{head[..2]}/{head[2..4]}/{head[4..]}" })
        {
            git.Git("update-ref", "refs/notes/ai", Tree(name, blob));

            Assert.Equal("a note", Assert.Single((await ReadAsync(deployed, head)).Commits).AuthorshipNote);
        }
    }

    [Fact]
    public async Task A_Merge_Adds_No_Lines_Of_Its_Own_And_Old_Commits_Are_Not_Counted()
    {
        var deployed = git.Commit("a.txt", "1\n");
        git.Git("checkout", "--quiet", "-b", "topic");
        git.Commit("b.txt", "1\n2\n");
        git.Git("checkout", "--quiet", "main");
        git.Git("merge", "--quiet", "--no-ff", "--no-edit", "topic");
        var head = git.Git("rev-parse", "HEAD");

        Assert.Equal([0, 2], (await ReadAsync(deployed, head)).Commits.Select(commit => commit.AddedLines));
        Assert.Equal([0, null], (await ReadAsync(deployed, head, ("MaxCountedCommits", "1"))).Commits.Select(commit => commit.AddedLines));
    }

    [Fact]
    public async Task Agent_Traces_Are_Those_At_Head()
    {
        var deployed = git.Commit(".agent-trace/traces.jsonl", "{\"id\":1}\n");
        var head = git.Commit(".agent-trace/traces.jsonl", "{\"id\":1}\n{\"id\":2}\n");

        Assert.Equal("{\"id\":1}\n{\"id\":2}\n", (await ReadAsync(deployed, head)).AgentTraces);
    }

    [Fact]
    public async Task Agent_Traces_That_Are_Too_Many_Make_An_Incomplete_Change_Set()
    {
        var deployed = git.Commit("a.txt", "1\n");
        var head = git.Commit(".agent-trace/traces.jsonl", new string('x', 8 * 1024 * 1024 + 1));

        var changes = await ReadAsync(deployed, head);

        Assert.Null(changes.AgentTraces);
        Assert.Contains("was not read", changes.IncompleteBecause, StringComparison.Ordinal);
    }

    private IChangeSource Source(params (string Key, string Value)[] settings) =>
        GitRequests.Source([("AllowedRoots:0", git.Root), .. settings]);

    private Task<ChangeSet> ReadAsync(string deployed, string head, params (string Key, string Value)[] settings) =>
        Source(settings).GetChangeSetAsync(GitRequests.Request(git.Path, deployed, head), Cancellation);

    private async Task<string?> CopyAsync(string commit, string path, long maxBytes = 1000)
    {
        using var content = new MemoryStream();
        var isThere = await Source().CopyFileAsync(
            GitRequests.Request(git.Path, null, commit), commit, path, maxBytes, content, Cancellation);
        return isThere ? Encoding.UTF8.GetString(content.ToArray()) : null;
    }

    private string Hash(string content)
    {
        var file = Path.Combine(git.Root, "content");
        File.WriteAllText(file, content);
        return git.Git("hash-object", "-w", file);
    }

    /// <returns>A commit whose only file has this path and content.</returns>
    private string Tree(string path, string blob)
    {
        git.Git("read-tree", "--empty");
        git.Git("update-index", "--add", "--cacheinfo", $"100644,{blob},{path}");
        return git.Git("commit-tree", git.Git("write-tree"), "-m", "Notes");
    }
}
