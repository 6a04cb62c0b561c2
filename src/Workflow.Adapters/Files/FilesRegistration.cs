using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Files.Services;
using Workflow.Adapters.Files.Signals;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Services;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Files;

public static class FilesRegistration
{
    /// <summary>
    /// People, policy, friction controls, signals and service catalogue from files, read when the host starts: mistakes in any end the
    /// start with a <see cref="FileProblemException"/> that lists those of all.
    /// </summary>
    /// <param name="section">Bound to <see cref="FilesOptions"/>.</param>
    public static IServiceCollection AddFiles(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<FilesOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => Watch(provider, OptionsOf(provider).People, PeopleFile.Parse));
        services.AddSingleton(CreatePolicy);
        services.AddSingleton(CreateFrictionControls);
        services.AddSingleton(CreateSignals);
        services.AddSingleton(CreateServiceCatalogue);
        services.AddSingleton<IPeopleDirectory, FilePeopleDirectory>();
        services.AddSingleton<IPolicySource, FilePolicySource>();
        services.AddSingleton<ISignalSource>(provider => provider.GetRequiredService<FileSignalSource>());
        services.AddSingleton<IFrictionControls>(provider => provider.GetRequiredService<FileFrictionControls>());
        services.AddSingleton<IServiceCatalogueSource>(provider => provider.GetRequiredService<FileServiceCatalogue>());
        return services.AddHostedService<FirstReading>();
    }

    private static FilesOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<FilesOptions>>().Value;

    private static WatchedFile<T> Watch<T>(IServiceProvider provider, string path, FileParser<T> parse)
        where T : class => new(
            path,
            parse,
            OptionsOf(provider).CheckInterval,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WatchedFile<T>>>());

    private static WatchedFile<DeploymentPolicy> CreatePolicy(IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return new WatchedFile<DeploymentPolicy>(
            OptionsOf(provider).Policy,
            PolicyFile.ReadAll,
            (file, contents) => PolicyFile.Parse(file, contents, time),
            OptionsOf(provider).CheckInterval,
            time,
            provider.GetRequiredService<ILogger<WatchedFile<DeploymentPolicy>>>());
    }

    private static FileFrictionControls CreateFrictionControls(IServiceProvider provider)
    {
        if (OptionsOf(provider).FrictionControls is not { Length: > 0 } path)
        {
            return new FileFrictionControls(null);
        }

        var policy = provider.GetRequiredService<WatchedFile<DeploymentPolicy>>();
        var time = provider.GetRequiredService<TimeProvider>();
        return new FileFrictionControls(Watch<IReadOnlyList<FrictionControl>>(
            provider, path, (file, bytes) => FrictionControlFile.Parse(file, bytes, EnvironmentsOf(policy), time.GetUtcNow())));
    }

    private static FileSignalSource CreateSignals(IServiceProvider provider) =>
        new(OptionsOf(provider).Signals is { Length: > 0 } path
            ? Watch<SignalCatalogue>(provider, path, (file, bytes) => SignalFile.Parse(file, bytes, SignalFile.Default))
            : null);

    private static FileServiceCatalogue CreateServiceCatalogue(IServiceProvider provider)
    {
        var options = OptionsOf(provider);
        return new FileServiceCatalogue(options.Services is not { Length: > 0 } path ? null : new WatchedFile<ServiceCatalogue>(
            path,
            CatalogueFiles.ReadAll,
            (file, contents) => CatalogueFiles.Parse(file, contents, options.ServiceTierKey),
            options.CheckInterval,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WatchedFile<ServiceCatalogue>>>()));
    }

    /// <returns>Null where the policy cannot be read: the host does not start then, and is told the mistakes of both files.</returns>
    private static string[]? EnvironmentsOf(WatchedFile<DeploymentPolicy> policy)
    {
        try
        {
            return [.. policy.Current().Environments.Keys];
        }
        catch (FileProblemException)
        {
            return null;
        }
    }

    /// <summary>Reads the files before any other service of the host starts.</summary>
    private sealed class FirstReading(
        WatchedFile<PeopleIndex> people,
        WatchedFile<DeploymentPolicy> policy,
        FileFrictionControls controls,
        FileSignalSource signals,
        FileServiceCatalogue catalogue) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken)
        {
            FileProblem[] problems =
            [
                .. ProblemsOf(people.Current),
                .. ProblemsOf(policy.Current),
                .. ProblemsOf(controls.Current),
                .. ProblemsOf(signals.Current),
                .. ProblemsOf(catalogue.Current),
            ];
            return problems.Length == 0 ? Task.CompletedTask : Task.FromException(new FileProblemException(problems));
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private static IReadOnlyList<FileProblem> ProblemsOf(Func<object?> read)
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
