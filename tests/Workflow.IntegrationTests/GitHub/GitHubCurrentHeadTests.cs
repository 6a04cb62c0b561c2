using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.GitHub;

public sealed class GitHubCurrentHeadTests : IAsyncLifetime
{
    private const string Repository = FakeGitHub.Root + "repos/acme/web";

    private FakeGitHub gitHub = null!;
    private GitHubAdapter adapter = null!;

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

    [Theory]
    [InlineData("completed", "2026-01-31T11:00:00Z", "has ended (cancelled)")]
    [InlineData("waiting", "2026-01-31T11:45:00Z", "was started again")]
    public async Task A_Run_That_Waits_No_Longer_Has_No_Head(string status, string startedAt, string expected)
    {
        gitHub.Serve("actions", FakeGitHub.RunPath, new
        {
            head_sha = FakeGitHub.Head,
            status,
            conclusion = "cancelled",
            run_started_at = startedAt,
        });

        var problem = await Assert.ThrowsAsync<ChangeUnavailableException>(() => HeadAsync(GitHubAdapter.Request()));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("release/1.0", "release%2F1.0")]
    [InlineData(null, FakeGitHub.Head)]
    public async Task The_Head_Of_Another_Pipelines_Request_Is_What_Its_Ref_Or_Commit_Names(string? name, string path)
    {
        gitHub.Serve("contents", $"{Repository}/commits/{path}", new { sha = "moved", commit = new { message = "Moved" } });

        var head = await HeadAsync(GitHubAdapter.ForeignRequest(name));

        Assert.Equal("moved", head);
        Assert.Contains($"GET {Repository}/installation", gitHub.Calls);
    }

    [Fact]
    public async Task A_Location_That_Is_No_Repository_Name_Is_Refused_Before_Anything_Is_Asked()
    {
        var request = GitHubAdapter.ForeignRequest() with { Repository = new RepositoryReference("github", "acme/../admin") };

        await Assert.ThrowsAsync<ChangeUnavailableException>(() => HeadAsync(request));

        Assert.Empty(gitHub.Calls);
    }

    private Task<string> HeadAsync(DeploymentRequest request) =>
        adapter.Changes.GetCurrentHeadAsync(request, TestContext.Current.CancellationToken);
}
