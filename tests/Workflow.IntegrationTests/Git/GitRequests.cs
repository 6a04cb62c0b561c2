using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Git;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Git;

/// <summary>The git change source as a host registers it, and requests for it.</summary>
internal static class GitRequests
{
    public static IChangeSource Source(params (string Key, string Value)[] settings) =>
        Services(settings).GetRequiredService<IChangeSource>();

    public static IRecentCommits RecentCommits(params (string Key, string Value)[] settings) =>
        Services(settings).GetRequiredService<IRecentCommits>();

    public static void ValidateAtStart(params (string Key, string Value)[] settings) =>
        Services(settings).GetRequiredService<IStartupValidator>().Validate();

    private static ServiceProvider Services((string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
            .Build();
        return new ServiceCollection().AddLogging().AddGit(configuration).BuildServiceProvider();
    }

    public static DeploymentRequest Request(string location, string? deployed, string head, string? name = null) => new(
        DeploymentId.Parse("deploy-1"),
        "service",
        "production",
        new RepositoryReference("git", location),
        new CommitRange(deployed, head),
        new ActorIdentity("Ada", "ada@example.com"),
        new PipelineReference("standard-webhooks", "https://ci.example.com/callback"),
        DateTimeOffset.UnixEpoch)
    {
        Ref = name,
    };
}
