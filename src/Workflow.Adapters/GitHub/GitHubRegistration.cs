using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Documents.Gate;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.GitHub;

public static class GitHubRegistration
{
    /// <summary>
    /// Adds the webhook receiver, change source and pipeline gate <c>github</c>, and who committed lately in its repositories, where they
    /// are configured.
    /// </summary>
    /// <remarks>The documents in a run's artifacts are read by the analysis of risk, which has to be added as well.</remarks>
    /// <param name="configuration">Section with <see cref="GitHubOptions"/>; where it is empty, nothing is added.</param>
    public static IServiceCollection AddGitHub(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.GetChildren().Any())
        {
            return services;
        }

        services.AddOptionsWithValidateOnStart<GitHubOptions>().Bind(configuration).ValidateDataAnnotations();
        services.AddSingleton<IValidateOptions<GitHubOptions>, GitHubOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(GitHubTransport.HttpClientName)
            .ConfigureHttpClient((provider, client) => Configure(client, OptionsOf(provider)))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .AddResilienceHandler("github", (pipeline, context) => GitHubResilience.Configure(
                pipeline, OptionsOf(context.ServiceProvider), context.ServiceProvider.GetRequiredService<TimeProvider>()));
        return services
            .AddSingleton<GitHubTransport>()
            .AddSingleton<GitHubAppTokens>()
            .AddSingleton<GitHubClient>()
            .AddSingleton<GitHubDeployedCommit>()
            .AddSingleton<GitHubComparison>()
            .AddSingleton<GitHubPullRequests>()
            .AddSingleton<GitHubFiles>()
            .AddSingleton<IPipelineDocuments, GitHubArtifacts>()
            .AddSingleton<IWebhookReceiver, GitHubWebhookReceiver>()
            .AddSingleton<IChangeSource, GitHubChangeSource>()
            .AddSingleton<GitHubRecentCommits>()
            .AddSingleton<IRecentCommits>(RememberedCommits.Of<GitHubRecentCommits>)
            .AddSingleton<IPipelineGate, GitHubPipelineGate>();
    }

    private static GitHubOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<GitHubOptions>>().Value;

    private static void Configure(HttpClient client, GitHubOptions options)
    {
        client.BaseAddress = options.ApiRoot();
        client.Timeout = GitHubResilience.TotalTimeout(options);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/vnd.github+json");
        client.DefaultRequestHeaders.UserAgent.ParseAdd("deployment-review-gate");
        client.DefaultRequestHeaders.Add("X-GitHub-Api-Version", "2022-11-28");
    }
}
