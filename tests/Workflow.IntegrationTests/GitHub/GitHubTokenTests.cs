using System.Text.Json;
using Workflow.Adapters.GitHub;
using Workflow.Core.Reviews;
using Workflow.IntegrationTests.Loopback;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.GitHub;

public sealed class GitHubTokenTests : IAsyncLifetime
{
    private FakeGitHub gitHub = null!;
    private GitHubAdapter adapter = null!;

    private IEnumerable<ReceivedRequest> Mints =>
        gitHub.Server.Requests.Where(request => request.Target == FakeGitHub.Root + FakeGitHubApp.TokenPath);

    public async ValueTask InitializeAsync()
    {
        gitHub = await FakeGitHub.StartAsync();
        adapter = new GitHubAdapter(gitHub);
    }

    public async ValueTask DisposeAsync()
    {
        await adapter.DisposeAsync();
        await gitHub.DisposeAsync();
    }

    [Fact]
    public async Task The_Token_For_An_Answer_Is_Good_For_One_Repository_And_No_More_Than_It_Needs()
    {
        await AnswerAsync();

        var mint = Assert.Single(Mints);
        Assert.Equal(
            """{"permissions":{"actions":"read","deployments":"write"},"repository_ids":[77]}""", JsonSerializer.Serialize(mint.Json));
    }

    [Fact]
    public async Task The_Token_For_Reading_Cannot_Write()
    {
        await ReadHeadAsync();

        var mint = Assert.Single(Mints);
        Assert.Equal(
            """{"permissions":{"actions":"read","contents":"read","deployments":"read"},"repository_ids":[77]}""",
            JsonSerializer.Serialize(mint.Json));
    }

    [Fact]
    public async Task The_Token_For_Pull_Requests_Reads_Nothing_Else()
    {
        gitHub.Serve("contents", $"{FakeGitHub.Root}repos/acme/web/compare/base...{FakeGitHub.Head}?per_page=100&page=1", new
        {
            status = "ahead",
            total_commits = 1,
            commits = new[] { new { sha = FakeGitHub.Head, commit = new { message = "" } } },
        });

        await adapter.Changes.GetChangeSetAsync(GitHubAdapter.Request("base"), TestContext.Current.CancellationToken);

        Assert.Equal(
            """{"permissions":{"pull_requests":"read"},"repository_ids":[77]}""", JsonSerializer.Serialize(Mints.Last().Json));
    }

    [Fact]
    public async Task A_Token_Is_Used_Until_Five_Minutes_Before_Its_End()
    {
        await ReadHeadAsync();
        gitHub.App.Time.Advance(TimeSpan.FromMinutes(54));
        await ReadHeadAsync();
        var before = Mints.Count();

        gitHub.App.Time.Advance(TimeSpan.FromMinutes(1));
        await ReadHeadAsync();

        Assert.Equal((1, 2), (before, Mints.Count()));
    }

    [Fact]
    public async Task A_Revoked_Token_Is_Replaced_The_Next_Time()
    {
        await ReadHeadAsync();
        gitHub.App.Revoke();

        var problem = await Assert.ThrowsAsync<GitHubApiException>(ReadHeadAsync);
        var head = await ReadHeadAsync();

        Assert.Contains("401", problem.Message, StringComparison.Ordinal);
        Assert.Equal(FakeGitHub.Head, head);
    }

    [Fact]
    public async Task No_Token_Is_Ever_Logged()
    {
        await AnswerAsync();

        var appTokens = Mints.Select(mint => mint.Header("Authorization")!["Bearer ".Length..]);
        Assert.Contains("/actions/runs/30433642321", adapter.Logs.Text, StringComparison.Ordinal);
        Assert.All(
            appTokens.Concat(gitHub.App.Tokens),
            token => Assert.DoesNotContain(token, adapter.Logs.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Redirect_Is_Not_Followed_With_A_Token()
    {
        gitHub.Fail(FakeGitHub.RunPath, context =>
        {
            context.Response.Redirect("/elsewhere", permanent: true);
            return false;
        });

        var problem = await Assert.ThrowsAsync<ChangeUnavailableException>(ReadHeadAsync);

        Assert.Contains("Check that acme/web is the repository's name today", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("GET /elsewhere", gitHub.Calls);
    }

    private Task<CallbackReceipt> AnswerAsync() => adapter.Gate.ReportAsync(
        GitHubAdapter.Request(), ReviewOutcome.ByPolicy("No rule."), TestContext.Current.CancellationToken);

    private Task<string> ReadHeadAsync() =>
        adapter.Changes.GetCurrentHeadAsync(GitHubAdapter.Request(), TestContext.Current.CancellationToken);
}
