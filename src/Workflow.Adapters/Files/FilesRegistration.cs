using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Files;

public static class FilesRegistration
{
    /// <summary>
    /// People and policy from files, read when the host starts: mistakes in either end the start with a
    /// <see cref="FileProblemException"/> that lists those of both.
    /// </summary>
    /// <param name="section">Bound to <see cref="FilesOptions"/>.</param>
    public static IServiceCollection AddFiles(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<FilesOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => Watch(provider, options => options.People, PeopleFile.Parse));
        services.AddSingleton(provider => Watch<DeploymentPolicy>(provider, options => options.Policy, PolicyFile.Parse));
        services.AddSingleton<IPeopleDirectory, FilePeopleDirectory>();
        services.AddSingleton<IPolicySource, FilePolicySource>();
        return services.AddHostedService<FirstReading>();
    }

    private static WatchedFile<T> Watch<T>(IServiceProvider provider, Func<FilesOptions, string> path, FileParser<T> parse)
        where T : class
    {
        var options = provider.GetRequiredService<IOptions<FilesOptions>>().Value;
        return new WatchedFile<T>(
            path(options),
            parse,
            options.CheckInterval,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WatchedFile<T>>>());
    }

    /// <summary>Reads both files before any other service of the host starts.</summary>
    private sealed class FirstReading(WatchedFile<PeopleIndex> people, WatchedFile<DeploymentPolicy> policy) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken)
        {
            FileProblem[] problems = [.. ProblemsOf(people.Current), .. ProblemsOf(policy.Current)];
            return problems.Length == 0 ? Task.CompletedTask : Task.FromException(new FileProblemException(problems));
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private static IReadOnlyList<FileProblem> ProblemsOf(Func<object> read)
        {
            try
            {
                read();
                return [];
            }
            catch (FileProblemException exception)
            {
                return exception.Problems;
            }
        }
    }
}
