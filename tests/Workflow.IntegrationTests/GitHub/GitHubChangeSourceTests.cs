using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.GitHub;

public sealed class GitHubChangeSourceTests : IAsyncLifetime
{
    private const string Repository = FakeGitHub.Root + "repos/acme/web";
    private const string Deployed = "1111111111111111111111111111111111111111";
    private const string Compare = $"{Repository}/compare/{Deployed}...{FakeGitHub.Head}?per_page=100&page=";

    private FakeGitHub gitHub = null!;
    private GitHubAdapter adapter = null!;

    public async ValueTask InitializeAsync()
    {
        gitHub = await FakeGitHub.StartAsync();
        adapter = new GitHubAdapter(gitHub, ("MaxCommits", "250"));
    }

    public async ValueTask DisposeAsync()
    {
        await adapter.DisposeAsync();
        await gitHub.DisposeAsync();
    }

    [Fact]
    public async Task The_Base_Is_The_Newest_Deployment_Of_The_Environment_That_Succeeded()
    {
        gitHub.Serve("deployments", $"{Repository}/deployments?environment=production&per_page=50", new[]
        {
            new { id = 900, sha = FakeGitHub.Head }, new { id = 800, sha = new string('8', 40) }, new { id = 700, sha = Deployed },
        });
        gitHub.Serve("deployments", $"{Repository}/deployments/800/statuses?per_page=100", new[] { new { state = "failure" } });
        gitHub.Serve(
            "deployments",
            $"{Repository}/deployments/700/statuses?per_page=100",
            new[] { new { state = "inactive" }, new { state = "success" } });
        ServeComparison(1, 1, "ahead", [Commit(FakeGitHub.Head)]);

        var changes = await ReadAsync(null);

        Assert.Equal(new CommitRange(Deployed, FakeGitHub.Head), changes.Range);
        Assert.Null(changes.IncompleteBecause);
        Assert.Equal(ChangeParts.None, changes.Missing);
    }

    [Fact]
    public async Task Without_An_Earlier_Success_The_Head_Alone_Is_Read_And_The_Change_Set_Is_Incomplete()
    {
        gitHub.Serve("deployments", $"{Repository}/deployments?environment=production&per_page=50", Array.Empty<object>());
        gitHub.Serve("contents", $"{Repository}/commits/{FakeGitHub.Head}", Commit(FakeGitHub.Head));

        var changes = await ReadAsync(null);

        Assert.Equal(new CommitRange(null, FakeGitHub.Head), changes.Range);
        Assert.Equal(FakeGitHub.Head, Assert.Single(changes.Commits).Sha);
        Assert.StartsWith("No earlier deployment to 'production' succeeded", changes.IncompleteBecause, StringComparison.Ordinal);
        Assert.Equal(ChangeParts.Commits | ChangeParts.Files, changes.Missing);
    }

    [Fact]
    public async Task Commits_And_Files_Are_Read_As_GitHub_Tells_Them()
    {
        gitHub.Serve("contents", $"{Compare}1", new
        {
            status = "ahead",
            total_commits = 2,
            commits = new[] { Commit("a1"), Commit(FakeGitHub.Head) },
            files = new object[]
            {
                new { filename = "new.txt", status = "renamed", additions = 1, deletions = 2, previous_filename = "old.txt" },
                new { filename = "gone.txt", status = "removed", additions = 0, deletions = 9 },
                new { filename = "here.txt", status = "added", additions = 3, deletions = 0 },
                new { filename = "mode.sh", status = "changed", additions = 0, deletions = 0 },
            },
        });

        var changes = await ReadAsync(Deployed);

        Assert.Equal([FakeGitHub.Head, "a1"], changes.Commits.Select(commit => commit.Sha));
        Assert.Equal(new ActorIdentity("Ada", "ada@example.com", "github:ada"), changes.Commits[0].Author);
        Assert.Equal(new ActorIdentity("GitHub", "noreply@github.com"), changes.Commits[0].Committer);
        Assert.Equal("Subject\n\nCo-authored-by: Grace <grace@example.com>", changes.Commits[0].Message);
        Assert.Equal(
            [
                new ChangedFile("new.txt", FileChangeKind.Renamed, 1, 2, "old.txt"),
                new ChangedFile("gone.txt", FileChangeKind.Deleted, 0, 9),
                new ChangedFile("here.txt", FileChangeKind.Added, 3, 0),
                new ChangedFile("mode.sh", FileChangeKind.Modified, 0, 0),
            ],
            changes.Files);
    }

    [Fact]
    public async Task All_Pages_Are_Read_Up_To_The_Cap()
    {
        ServeComparison(1, 350, "ahead", Commits(0, 100));
        ServeComparison(2, 350, "ahead", Commits(100, 100));
        ServeComparison(3, 350, "ahead", Commits(200, 100));

        var changes = await ReadAsync(Deployed);

        Assert.Equal(300, changes.Commits.Count);
        Assert.Equal(("299", "0"), (changes.Commits[0].Sha, changes.Commits[^1].Sha));
        Assert.Equal("Only the oldest 300 of 350 commits were read.", changes.IncompleteBecause);
        Assert.Equal(ChangeParts.Commits, changes.Missing);
    }

    [Fact]
    public async Task Three_Hundred_Files_Or_A_Diverged_Head_Make_An_Incomplete_Change_Set()
    {
        ServeComparison(1, 1, "diverged", Commits(0, 1), files: 300);

        var changes = await ReadAsync(Deployed);

        Assert.Contains("at most 300 changed files", changes.IncompleteBecause, StringComparison.Ordinal);
        Assert.Contains("does not descend", changes.IncompleteBecause, StringComparison.Ordinal);
        Assert.Equal(ChangeParts.Files, changes.Missing);
    }

    [Theory]
    [InlineData("identical")]
    [InlineData("behind")]
    public async Task A_Rollback_Or_A_Repeated_Deployment_Brings_No_Commits_And_Proves_Nothing(string status)
    {
        ServeComparison(1, 0, status, []);

        var changes = await ReadAsync(Deployed);

        Assert.Empty(changes.Commits);
        Assert.StartsWith(ChangeSet.NoNewCommits, changes.IncompleteBecause, StringComparison.Ordinal);
        Assert.Equal(ChangeParts.Files, changes.Missing);
    }

    [Fact]
    public async Task A_Commit_That_Does_Not_Exist_Tells_What_To_Check()
    {
        var problem = await Assert.ThrowsAsync<ChangeUnavailableException>(() => ReadAsync(Deployed));

        Assert.Contains("404 Not Found: Refused by the fake", problem.Message, StringComparison.Ordinal);
        Assert.Contains("that the App is installed there", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_File_Is_Copied_As_It_Is_At_A_Commit_With_One_Call()
    {
        gitHub.Serve("contents", $"{Repository}/contents/db/7%20dr%C3%B6p%23.sql?ref={Deployed}", "DROP TABLE a;"u8.ToArray());

        var (found, content) = await CopyAsync(Deployed, "db/7 dröp#.sql", 100);

        Assert.True(found);
        Assert.Equal("DROP TABLE a;", content);
        Assert.Single(gitHub.Calls, call => call.Contains("/contents/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_File_That_Is_Not_There_Is_None_And_One_That_Is_Too_Large_Cannot_Be_Read()
    {
        gitHub.Serve("contents", $"{Repository}/contents/large.sql?ref={Deployed}", new byte[101]);
        gitHub.Fail($"{Repository}/contents/huge.sql?ref={Deployed}", context =>
        {
            context.Response.StatusCode = 403;
            context.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = "The requested blob is too large to fetch via the API";
            return false;
        });

        Assert.False((await CopyAsync(Deployed, "absent.sql", 100)).Found);
        Assert.True((await CopyAsync(Deployed, "large.sql", 101)).Found);
        await Assert.ThrowsAsync<ChangeUnavailableException>(() => CopyAsync(Deployed, "large.sql", 100));
        await Assert.ThrowsAsync<ChangeUnavailableException>(() => CopyAsync(Deployed, "huge.sql", 100));
    }

    [Fact]
    public async Task Agent_Traces_At_Head_Come_With_The_Change_Set()
    {
        ServeComparison(1, 1, "ahead", [Commit(FakeGitHub.Head)]);
        gitHub.Serve("contents", $"{Repository}/contents/.agent-trace/traces.jsonl?ref={FakeGitHub.Head}", "{\"version\":\"0.1.0\"}\n"u8.ToArray());

        Assert.Equal("{\"version\":\"0.1.0\"}\n", (await ReadAsync(Deployed)).AgentTraces);
    }

    [Fact]
    public async Task Code_Owners_Are_Those_At_Base_From_The_First_Place_That_Has_Them()
    {
        ServeComparison(1, 1, "ahead", [Commit(FakeGitHub.Head)]);
        gitHub.Serve("contents", $"{Repository}/contents/CODEOWNERS?ref={Deployed}", "* @ada\n"u8.ToArray());
        gitHub.Serve("contents", $"{Repository}/contents/docs/CODEOWNERS?ref={Deployed}", "* @grace\n"u8.ToArray());
        gitHub.Serve("contents", $"{Repository}/contents/.github/CODEOWNERS?ref={FakeGitHub.Head}", "* @eve\n"u8.ToArray());

        Assert.Equal("* @ada\n", (await ReadAsync(Deployed)).CodeOwners);
    }

    private static object Commit(string sha) => new
    {
        sha,
        commit = new
        {
            message = "Subject\n\nCo-authored-by: Grace <grace@example.com>",
            author = new { name = "Ada", email = "ada@example.com" },
            committer = new { name = "GitHub", email = "noreply@github.com" },
        },
        author = new { login = "ada" },
    };

    private static object[] Commits(int from, int count) => [.. Enumerable.Range(from, count).Select(number => Commit($"{number}"))];

    private void ServeComparison(int page, int total, string status, object[] commits, int files = 0) => gitHub.Serve(
        "contents",
        $"{Compare}{page}",
        new
        {
            status,
            total_commits = total,
            commits,
            files = Enumerable.Range(0, files)
                .Select(number => new { filename = $"{number}", status = "added", additions = 1, deletions = 0 }),
        });

    private async Task<(bool Found, string Content)> CopyAsync(string commit, string path, long maxBytes)
    {
        using var content = new MemoryStream();
        var found = await adapter.Changes.CopyFileAsync(
            GitHubAdapter.Request(), commit, path, maxBytes, content, TestContext.Current.CancellationToken);
        return (found, Encoding.UTF8.GetString(content.ToArray()));
    }

    private Task<ChangeSet> ReadAsync(string? deployed) =>
        adapter.Changes.GetChangeSetAsync(GitHubAdapter.Request(deployed), TestContext.Current.CancellationToken);
}
