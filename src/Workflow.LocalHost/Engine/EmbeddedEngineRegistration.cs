using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Workflow.LocalHost.Engine.History;
using Workflow.LocalHost.Engine.Lease;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Engine;

public static class EmbeddedEngineRegistration
{
    /// <summary>
    /// Adds the engine, its client (<see cref="IOrchestrationClient"/>) and the hosted service that runs it. Add it before whatever
    /// calls the client while it starts: calls wait until the engine has started.
    /// </summary>
    public static EmbeddedEngineBuilder AddEmbeddedEngine(this IServiceCollection services, Action<EmbeddedEngineOptions> configure)
    {
        services.AddOptions<EmbeddedEngineOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IHistoryStore>(provider =>
        {
            var options = Options(provider);
            return new TableHistoryStore(new TableServiceClient(options.ConnectionString), options.TablePrefix);
        });
        services.AddSingleton(provider =>
        {
            var options = Options(provider);
            return new EngineLease(
                new TableServiceClient(options.ConnectionString), options.TablePrefix, options.LeaseDuration, LeaseHolder.ThisProcess(),
                provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<EngineLease>>());
        });
        var registry = new EngineRegistry();
        services.AddSingleton(provider => new OrchestrationEngine(
            provider.GetRequiredService<IHistoryStore>(), registry, provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>(), Options(provider)));
        services.AddSingleton<IOrchestrationClient>(provider => provider.GetRequiredService<OrchestrationEngine>());
        services.AddHostedService<EmbeddedEngineService>();
        return new(services, registry);
    }

    private static EmbeddedEngineOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<EmbeddedEngineOptions>>().Value;
}

/// <summary>Names the orchestrators and activities that the engine runs.</summary>
public sealed class EmbeddedEngineBuilder
{
    private readonly IServiceCollection services;
    private readonly EngineRegistry registry;

    internal EmbeddedEngineBuilder(IServiceCollection services, EngineRegistry registry)
    {
        this.services = services;
        this.registry = registry;
    }

    /// <summary>The names of the activities so far.</summary>
    internal IEnumerable<string> ActivityNames => registry.ActivityNames;

    /// <exception cref="ArgumentException">The name is taken.</exception>
    public EmbeddedEngineBuilder AddOrchestrator<TInput, TOutput>(string name, Func<IOrchestrationContext, TInput, Task<TOutput>> run)
    {
        registry.AddOrchestrator(name, run);
        return this;
    }

    /// <exception cref="ArgumentException">The name is taken.</exception>
    public EmbeddedEngineBuilder AddOrchestrator<TInput, TOutput>(OrchestratorDefinition<TInput, TOutput> definition) =>
        AddOrchestrator(definition.Name, definition.RunAsync);

    /// <summary>Registers an activity by its own type, made anew in the scope of each run.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public EmbeddedEngineBuilder AddActivity<TInput, TOutput, TActivity>(ActivityDefinition<TInput, TOutput> definition)
        where TActivity : class, IActivity<TInput, TOutput>
    {
        services.TryAddTransient<TActivity>();
        registry.AddActivity(definition, provider => provider.GetRequiredService<TActivity>());
        return this;
    }
}
