using System.Text.Json;
using Workflow.Adapters.GitHub;
using Workflow.Core.Reviews;
using Workflow.IntegrationTests.Loopback;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.GitHub;

public sealed class GitHubTokenTests : IAsyncLifetime
{
    private FakeGitHub _gitHub = null!;
    private GitHubAdapter _adapter = null!;

    private IEnumerable<ReceivedRequest> Mints =>
        _gitHub.Server.Requests.Where(request => request.Target == FakeGitHub.Root + FakeGitHubApp.TokenPath);

    public async ValueTask InitializeAsync()
    {
        _gitHub = await FakeGitHub.StartAsync();
        _adapter = new GitHubAdapter(_gitHub);
    }

    public async ValueTask DisposeAsync()
    {
        await _adapter.DisposeAsync();
        await _gitHub.DisposeAsync();
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
    public async Task A_Token_Is_Used_Until_Five_Minutes_Before_Its_End()
    {
        await ReadHeadAsync();
        _gitHub.App.Time.Advance(TimeSpan.FromMinutes(54));
        await ReadHeadAsync();
        var before = Mints.Count();

        _gitHub.App.Time.Advance(TimeSpan.FromMinutes(1));
        await ReadHeadAsync();

        Assert.Equal((1, 2), (before, Mints.Count()));
    }

    [Fact]
    public async Task A_Revoked_Token_Is_Replaced_The_Next_Time()
    {
        await ReadHeadAsync();
        _gitHub.App.Revoke();

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
        Assert.Contains("/actions/runs/30433642321", _adapter.Logs.Text, StringComparison.Ordinal);
        Assert.All(
            appTokens.Concat(_gitHub.App.Tokens),
            token => Assert.DoesNotContain(token, _adapter.Logs.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Redirect_Is_Not_Followed_With_A_Token()
    {
        _gitHub.Fail(FakeGitHub.RunPath, context =>
        {
            context.Response.Redirect("/elsewhere", permanent: true);
            return false;
        });

        var problem = await Assert.ThrowsAsync<ChangeUnavailableException>(ReadHeadAsync);

        Assert.Contains("Check that acme/web is the repository's name today", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("GET /elsewhere", _gitHub.Calls);
    }

    private Task<CallbackReceipt> AnswerAsync() => _adapter.Gate.ReportAsync(
        GitHubAdapter.Request(), ReviewOutcome.ByPolicy("No rule."), TestContext.Current.CancellationToken);

    private Task<string> ReadHeadAsync() =>
        _adapter.Changes.GetCurrentHeadAsync(GitHubAdapter.Request(), TestContext.Current.CancellationToken);
}
