using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Git;

public static class GitRegistration
{
    /// <summary>Adds the change source <c>git</c>, and who committed lately in its repositories.</summary>
    /// <param name="configuration">Section with <see cref="GitOptions"/>.</param>
    public static IServiceCollection AddGit(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptionsWithValidateOnStart<GitOptions>()
            .Bind(configuration)
            .ValidateDataAnnotations()
            .Validate(
                options => options.AllowedRoots.All(Path.IsPathFullyQualified),
                $"Each of {nameof(GitOptions.AllowedRoots)} for git must be an absolute path.");
        return services
            .AddSingleton<RepositoryLocator>()
            .AddSingleton<IChangeSource, GitChangeSource>()
            .AddSingleton<GitRecentCommits>()
            .AddSingleton<IRecentCommits>(RememberedCommits.Of<GitRecentCommits>);
    }
}
