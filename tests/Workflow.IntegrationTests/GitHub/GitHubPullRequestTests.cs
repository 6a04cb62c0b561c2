using System.Net;
using Workflow.Adapters.Files.Signals;
using Workflow.Adapters.GitHub;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.IntegrationTests.GitHub;

public sealed class GitHubPullRequestTests : IAsyncLifetime
{
    private const string Deployed = "1111111111111111111111111111111111111111";

    private FakeGitHub gitHub = null!;
    private GitHubAdapter adapter = null!;

    public async ValueTask InitializeAsync()
    {
        gitHub = await FakeGitHub.StartAsync();
        adapter = new GitHubAdapter(gitHub);
        ServeComparison("ahead");
    }

    public async ValueTask DisposeAsync()
    {
        await adapter.DisposeAsync();
        await gitHub.DisposeAsync();
    }

    [Fact]
    public async Task The_Pull_Requests_That_Bring_The_Head_Are_Read_Whatever_Became_Of_Them()
    {
        ServePulls(
            1,
            new
            {
                number = 7,
                state = "closed",
                merged_at = "2026-01-31T10:00:00Z",
                title = "Round prices",
                body = "Because.",
                user = new { id = 12, login = "ada", type = "User" },
                head = new { @ref = "topic/prices" },
            },
            new
            {
                number = 8,
                state = "open",
                title = "Release",
                body = (string?)null,
                user = (object?)null,
                head = new { @ref = "main" },
            });

        var changes = await ReadAsync();

        Assert.Equal(
            [
                new PullRequest(7, "Round prices", "Because.", new ActorIdentity(Login: "github:ada"), "topic/prices"),
                new PullRequest(8, "Release", "", new ActorIdentity(), "main"),
            ],
            changes.PullRequests);
        Assert.Null(changes.IncompleteBecause);
    }

    [Theory]
    [InlineData(198982749, "Copilot", "Copilot")]
    [InlineData(209825114, "claude[bot]", "Claude")]
    public async Task An_Agent_That_Opened_A_Pull_Request_Is_Known_By_Its_Account(long id, string login, string tool)
    {
        ServePulls(1, Pull(7, new { id, login, type = "Bot" }));

        var report = new ProvenanceDetector(SignalFile.Default).Detect(await ReadAsync());

        Assert.Equal((ProvenanceKind.Agent, tool), (report.Kind, Assert.Single(report.Tools)));
    }

    [Fact]
    public async Task Somebody_With_An_Agents_Login_And_Another_Id_Is_A_Person()
    {
        ServePulls(1, Pull(7, new { id = 5, login = "Copilot", type = "User" }));

        var changes = await ReadAsync();

        Assert.Equal(new ActorIdentity(Login: "github:Copilot"), Assert.Single(changes.PullRequests).Author);
        Assert.Equal(ProvenanceKind.None, new ProvenanceDetector(SignalFile.Default).Detect(changes).Kind);
    }

    [Fact]
    public async Task Pages_Are_Read_Until_One_Is_Not_Full()
    {
        ServePulls(1, Pulls(1, 100));
        ServePulls(2, Pulls(101, 5));

        var changes = await ReadAsync();

        Assert.Equal(Enumerable.Range(1, 105), changes.PullRequests.Select(pull => pull.Number));
        Assert.Null(changes.IncompleteBecause);
    }

    [Fact]
    public async Task More_Than_Three_Pages_Make_An_Incomplete_Change_Set()
    {
        ServePulls(1, Pulls(1, 100));
        ServePulls(2, Pulls(101, 100));
        ServePulls(3, Pulls(201, 100));

        var changes = await ReadAsync();

        Assert.Equal(300, changes.PullRequests.Count);
        Assert.Equal("Only the first 300 pull requests of the head commit were read.", changes.IncompleteBecause);
        Assert.DoesNotContain($"GET {FakeGitHub.PullsPath}4", gitHub.Calls);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_Refusal_Does_Not_Fail_The_Change_But_Makes_It_Incomplete(int status)
    {
        gitHub.Fail(FakeGitHub.PullsPath + "1", context =>
        {
            context.Response.StatusCode = status;
            return false;
        });

        var changes = await ReadAsync();

        Assert.Single(changes.Commits);
        Assert.Empty(changes.PullRequests);
        Assert.StartsWith(
            "The pull requests of the head commit could not be read: give the App read access to pull requests and accept it for acme/web.",
            changes.IncompleteBecause,
            StringComparison.Ordinal);
        Assert.Contains($" {status} ", changes.IncompleteBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Permission_That_The_Installation_Did_Not_Accept_Makes_The_Change_Set_Incomplete()
    {
        gitHub.App.Withheld = "pull_requests";
        ServeComparison("diverged");

        var changes = await ReadAsync();

        Assert.Single(changes.Commits);
        Assert.StartsWith("Head does not descend", changes.IncompleteBecause, StringComparison.Ordinal);
        Assert.Contains("give the App read access to pull requests", changes.IncompleteBecause, StringComparison.Ordinal);
        Assert.Equal(ProvenanceKind.Unknown, new ProvenanceDetector(SignalFile.Default).Detect(changes).Kind);
    }

    [Fact]
    public async Task Another_Failure_Is_Left_To_Whoever_Reads_Again()
    {
        gitHub.Fail(FakeGitHub.PullsPath + "1", context =>
        {
            context.Response.StatusCode = 409;
            return false;
        });

        var problem = await Assert.ThrowsAsync<GitHubApiException>(ReadAsync);

        Assert.Equal(HttpStatusCode.Conflict, problem.Status);
    }

    private static object Pull(int number, object user) =>
        new { number, state = "open", title = "Change", body = "", user, head = new { @ref = "topic" } };

    private static object[] Pulls(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(number => Pull(number, new { id = number, login = $"ada{number}" }))];

    private void ServePulls(int page, params object[] pulls) => gitHub.Serve("pull_requests", $"{FakeGitHub.PullsPath}{page}", pulls);

    private void ServeComparison(string status) => gitHub.Serve(
        "contents", $"{FakeGitHub.Root}repos/acme/web/compare/{Deployed}...{FakeGitHub.Head}?per_page=100&page=1", new
        {
            status,
            total_commits = 1,
            commits = new[] { new { sha = FakeGitHub.Head, commit = new { message = "Round prices" } } },
        });

    private Task<ChangeSet> ReadAsync() =>
        adapter.Changes.GetChangeSetAsync(GitHubAdapter.Request(Deployed), TestContext.Current.CancellationToken);
}
