using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflow.Adapters.GitHub;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.GitHub;

/// <summary>The adapter as a host registers it, against the fake, and requests for it.</summary>
internal sealed class GitHubAdapter : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public GitHubAdapter(FakeGitHub gitHub, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["ApiBaseUrl"] = gitHub.ApiBaseUrl.AbsoluteUri,
            ["AppId"] = $"{FakeGitHubApp.Id}",
            ["PrivateKey"] = FakeGitHubApp.PrivateKey,
            ["WebhookSecret"] = "It's a Secret to Everybody",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs))
            .AddSingleton<TimeProvider>(gitHub.App.Time)
            .AddGitHub(new ConfigurationBuilder().AddInMemoryCollection(all).Build())
            .BuildServiceProvider();
    }

    public RecordedLogs Logs { get; } = new();

    public IPipelineGate Gate => services.GetRequiredService<IPipelineGate>();

    public IChangeSource Changes => services.GetRequiredService<IChangeSource>();

    public IRecentCommits RecentCommits => services.GetRequiredService<IRecentCommits>();

    public static DeploymentRequest Request(string? deployed = null, string head = FakeGitHub.Head) => new(
        DeploymentId.Parse("github-web-30433642321-production-900"),
        "web",
        "production",
        new RepositoryReference("github", "acme/web"),
        new CommitRange(deployed, head),
        new ActorIdentity(Login: "github:ada"),
        new PipelineReference(
            "github",
            """
            {"repository":"acme/web","repositoryId":77,"installationId":55,"runId":30433642321,"environment":"production",
             "deploymentId":900,"deploymentCreatedAt":"2026-01-31T11:30:00+00:00"}
            """),
        new DateTimeOffset(2026, 1, 31, 11, 31, 0, TimeSpan.Zero));

    /// <summary>A request of another pipeline for a repository on GitHub.</summary>
    public static DeploymentRequest ForeignRequest(string? name = null) => Request() with
    {
        Pipeline = new PipelineReference("standard-webhooks", "https://ci.example.com/callbacks/1"),
        Ref = name,
    };

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
