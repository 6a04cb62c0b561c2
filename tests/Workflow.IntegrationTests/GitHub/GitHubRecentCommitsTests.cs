using Microsoft.AspNetCore.Http;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.IntegrationTests.GitHub;

public sealed class GitHubRecentCommitsTests : IAsyncLifetime
{
    private const string Unknown = "Who committed lately in acme/web where the change is made is not known: ";

    private static readonly DateTimeOffset Since = new(2025, 11, 2, 12, 0, 0, TimeSpan.Zero);

    private FakeGitHub gitHub = null!;
    private GitHubAdapter adapter = null!;

    private IEnumerable<string> Questions => gitHub.Calls.Where(call => call.Contains("/commits?", StringComparison.Ordinal));

    public async ValueTask InitializeAsync()
    {
        gitHub = await FakeGitHub.StartAsync();
        adapter = new GitHubAdapter(gitHub);
        gitHub.History.Add("a1", Since.AddDays(3), "ada", "12+ada@users.noreply.github.com", ["src/pay"]);
    }

    public async ValueTask DisposeAsync()
    {
        await adapter.DisposeAsync();
        await gitHub.DisposeAsync();
    }

    [Fact]
    public async Task Commits_Come_Newest_First_With_The_Authors_Login_And_Address()
    {
        gitHub.History.Add("b2", Since.AddDays(5), null, "bo@example.com", ["src/web"]);

        var found = await ListAsync("src/pay", "src/web");

        Assert.Equal(
            [
                new FolderCommit(new ActorIdentity("Ada", "bo@example.com"), Since.AddDays(5)),
                new FolderCommit(new ActorIdentity("Ada", "12+ada@users.noreply.github.com", "github:ada"), Since.AddDays(3)),
            ],
            found);
    }

    [Fact]
    public async Task Who_Is_Known_By_Login_Alone_Is_Found_To_Know_The_Place()
    {
        gitHub.History.Add("b2", Since.AddDays(5), "Bo-Lee", "bo@home.example", ["src/pay"]);
        var bo = new Person("bo", "Bo", Level.Senior) { Logins = ["github:bo-lee"], Emails = ["bo@example.com"] };
        var changes = new ChangeSummary(1, 1, 1, [], [new ChangedPath("src/pay/a.cs", FileChangeKind.Modified)]);

        var familiarity = Familiarity.Of(bo, ChangedFolders.Of(changes), [], await ListAsync("src/pay"));

        Assert.Equal(Since.AddDays(5), familiarity.LastCommit);
    }

    [Fact]
    public async Task A_Commit_In_Several_Folders_Comes_Once_And_Merges_And_Older_Ones_Do_Not()
    {
        gitHub.History.Add("b2", Since.AddDays(5), "bo", "bo@example.com", ["src/pay", "src/web"]);
        gitHub.History.Add("m3", Since.AddDays(6), "eve", "eve@example.com", ["src/pay"], parents: 2);
        gitHub.History.Add("o4", Since.AddSeconds(-1), "old", "old@example.com", ["src/pay"]);

        var found = await ListAsync("src/pay", "src/web");

        Assert.Equal(["github:bo", "github:ada"], found.Select(commit => commit.Author.Login));
    }

    [Fact]
    public async Task Each_Folder_Is_Asked_For_As_It_Is_Named_From_The_Base_And_Else_From_The_Head()
    {
        await ListAsync(GitHubAdapter.Request(FakeGitHubHistory.Tip), "src/ä & b", "x");
        await ListAsync(GitHubAdapter.Request(), "x");

        Assert.Equal(
            [
                Question("src/ä & b"), Question("x"), Question("x", FakeGitHub.Head),
            ],
            Questions);
        Assert.Contains("path=src%2F%C3%A4%20%26%20b&since=2025-11-02T12:00:00Z&", Questions.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_Folders_Are_Read_With_One_Token()
    {
        string[] folders = [.. Enumerable.Range(0, ChangedFolders.Most).Select(one => $"src/{one}")];
        gitHub.History.Add("b2", Since.AddDays(5), "bo", "bo@example.com", [folders[^1]]);

        var found = await ListAsync(folders);

        Assert.Equal("github:bo", Assert.Single(found).Author.Login);
        Assert.Equal(folders.Select(folder => Question(folder)).Order(), Questions.Order());
        Assert.Single(gitHub.App.Tokens);
    }

    [Theory]
    [InlineData(403, "403 Forbidden")]
    [InlineData(404, "404 Not Found")]
    [InlineData(409, "409 Conflict")]
    public async Task Where_GitHub_Refuses_One_Folder_There_Is_None_And_The_Log_Says_Why(int status, string reason)
    {
        Fail("src/web", context => Refuse(context, status));

        Assert.Empty(await ListAsync("src/pay", "src/web"));
        Assert.Contains(Unknown + "GitHub answered GET repos/acme/web/commits?sha=", adapter.Logs.Text, StringComparison.Ordinal);
        Assert.Contains(reason, adapter.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_GitHub_Does_Not_Tell_Within_Ten_Seconds_Is_Not_Waited_For()
    {
        Fail("src/pay", _ =>
        {
            gitHub.App.Time.Advance(TimeSpan.FromSeconds(10));
            return false;
        });

        Assert.Empty(await ListAsync("src/pay"));
        Assert.Contains(Unknown + "GitHub did not tell within 10 seconds.", adapter.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Rate_Limit_Is_Waited_For_As_In_Other_Calls()
    {
        Fail("src/pay", context => Refuse(context, 429, retryAfter: "0"));

        Assert.Single(await ListAsync("src/pay"));
        Assert.Equal([Question("src/pay"), Question("src/pay")], Questions);
    }

    [Fact]
    public async Task A_Location_That_Is_No_Repository_Is_Not_Asked_For()
    {
        var request = GitHubAdapter.Request() with { Repository = new RepositoryReference("github", "acme/../admin") };

        Assert.Empty(await ListAsync(request, "src/pay"));
        Assert.Empty(gitHub.Calls);
        Assert.Contains("is no GitHub repository of the form owner/name", adapter.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_Does_Not_Wait_Any_Longer_Is_Told_So()
    {
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            adapter.RecentCommits.ListAsync(GitHubAdapter.Request(), ["src/pay"], Since, stopping.Token));
    }

    [Fact]
    public async Task What_Was_Found_Is_Used_Again_For_Two_Minutes_As_Far_As_It_Is_Not_Too_Old()
    {
        gitHub.History.Add("b2", Since.AddSeconds(30), "bo", "bo@example.com", ["src/pay"]);

        var first = await ListAsync("src/pay");
        gitHub.App.Time.Advance(TimeSpan.FromSeconds(119));
        var again = await ListAsync(GitHubAdapter.Request(FakeGitHubHistory.Tip), Since.AddSeconds(119), "src/pay");
        var asked = Questions.Count();
        gitHub.App.Time.Advance(TimeSpan.FromSeconds(1));
        await ListAsync("src/pay");

        Assert.Equal((2, 1, 1, 2), (first.Count, again.Count, asked, Questions.Count()));
    }

    [Fact]
    public async Task Other_Folders_And_A_Longer_Time_Are_Asked_For_At_Once()
    {
        await ListAsync("src/pay");
        await ListAsync("src/pay", "src/web");
        await ListAsync(GitHubAdapter.Request(FakeGitHubHistory.Tip), Since.AddDays(-1), "src/pay");

        Assert.Equal(4, Questions.Count());
    }

    private static string Question(string folder, string from = FakeGitHubHistory.Tip) =>
        $"GET {FakeGitHub.Root}{FakeGitHubHistory.Target(folder, "2025-11-02T12:00:00Z", from)}";

    private static bool Refuse(HttpContext context, int status, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        return false;
    }

    private void Fail(string folder, Func<HttpContext, bool> fault) => gitHub.Fail(Question(folder)["GET ".Length..], fault);

    private Task<IReadOnlyList<FolderCommit>> ListAsync(params string[] folders) =>
        ListAsync(GitHubAdapter.Request(FakeGitHubHistory.Tip), folders);

    private Task<IReadOnlyList<FolderCommit>> ListAsync(DeploymentRequest request, params string[] folders) =>
        ListAsync(request, Since, folders);

    private Task<IReadOnlyList<FolderCommit>> ListAsync(DeploymentRequest request, DateTimeOffset since, params string[] folders) =>
        adapter.RecentCommits.ListAsync(request, folders, since, TestContext.Current.CancellationToken);
}
