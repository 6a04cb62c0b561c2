using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Files;
using Workflow.Adapters.Teams;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Graph;

public static class GraphRegistration
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Makes Microsoft Entra ID the people directory in place of the file, where it is configured.</summary>
    /// <param name="configuration">Section with <see cref="GraphOptions"/>; where it is empty, nothing is changed.</param>
    public static IServiceCollection AddGraph(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.GetChildren().Any())
        {
            return services;
        }

        services.AddOptionsWithValidateOnStart<GraphOptions>().Bind(configuration).ValidateDataAnnotations();
        services.AddSingleton<IValidateOptions<GraphOptions>, GraphOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        AddHttpClients(services);
        services.AddSingleton<GraphConnection>();
        services.AddSingleton<ITeamwork, GraphTeamwork>();
        services.AddSingleton<GraphBatch>();
        services.AddSingleton<GraphReader>();
        services.AddSingleton<GraphAccounts>();
        services.AddSingleton<GraphAvailability>();
        services.Replace(ServiceDescriptor.Singleton<IPersonPhotos, GraphPhotos>());
        return services.Replace(ServiceDescriptor.Singleton<IPeopleDirectory>(CreateDirectory));
    }

    /// <summary>All are kept for the life of the gate, so their connections are renewed instead of their handlers.</summary>
    private static void AddHttpClients(IServiceCollection services)
    {
        services.AddHttpClient(GraphConnection.TokenClientName)
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        AddHttpClient(services, GraphConnection.ClientName, onlyReads: true);
        AddHttpClient(services, GraphConnection.WriterName, onlyReads: false);
    }

    private static void AddHttpClient(IServiceCollection services, string name, bool onlyReads) =>
        services.AddHttpClient(name)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .AddResilienceHandler("graph", (pipeline, context) =>
                GraphResilience.Configure(pipeline, context.ServiceProvider.GetRequiredService<TimeProvider>(), onlyReads));

    private static SocketsHttpHandler CreateHandler() =>
        new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLifetime };

    private static GraphPeopleDirectory CreateDirectory(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<GraphOptions>>();
        return new GraphPeopleDirectory(
            provider.GetRequiredService<GraphAccounts>(),
            provider.GetRequiredService<GraphAvailability>(),
            options,
            options.Value.UsePeopleFile ? provider.GetRequiredService<WatchedFile<PeopleIndex>>() : null);
    }
}
