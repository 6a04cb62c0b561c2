using Workflow.Adapters.GitHub;

namespace Workflow.IntegrationTests.GitHub;

public sealed class GitHubRetryTests : IAsyncLifetime
{
    private FakeGitHub gitHub = null!;

    public async ValueTask InitializeAsync() => gitHub = await FakeGitHub.StartAsync();

    public ValueTask DisposeAsync() => gitHub.DisposeAsync();

    [Theory]
    [InlineData(503, "Retry-After", "0")]
    [InlineData(429, "Retry-After", "0")]
    [InlineData(403, "Retry-After", "0")]
    [InlineData(429, "X-RateLimit-Reset", "1769860800")]
    public async Task Reading_Is_Repeated_When_GitHub_Says_So(int status, string header, string value)
    {
        Refuse(status, (header, value));
        Refuse(status, (header, value));

        var head = await ReadHeadAsync();

        Assert.Equal(FakeGitHub.Head, head);
        Assert.Equal(3, gitHub.Calls.Count(call => call == $"GET {FakeGitHub.RunPath}"));
    }

    [Theory]
    [InlineData(429, "Retry-After", "3600")]
    [InlineData(403, "X-RateLimit-Remaining", "1")]
    [InlineData(429, "X-RateLimit-Reset", "1769864400")]
    public async Task A_Long_Wait_Or_A_Plain_Refusal_Is_Left_To_The_Caller(int status, string header, string value)
    {
        Refuse(status, (header, value));

        var problem = await Assert.ThrowsAsync<GitHubApiException>(ReadHeadAsync);

        Assert.Equal(status, (int)problem.Status);
        Assert.Single(gitHub.Calls, call => call == $"GET {FakeGitHub.RunPath}");
    }

    private void Refuse(int status, (string Name, string Value) header) => gitHub.Fail(FakeGitHub.RunPath, context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers[header.Name] = header.Value;
        return false;
    });

    private async Task<string> ReadHeadAsync()
    {
        await using var adapter = new GitHubAdapter(gitHub);
        return await adapter.Changes.GetCurrentHeadAsync(GitHubAdapter.Request(), TestContext.Current.CancellationToken);
    }
}
