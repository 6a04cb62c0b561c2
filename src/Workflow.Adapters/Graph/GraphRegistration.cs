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
        services.AddGraphTokenClient(GraphConnection.TokenClientName);
        services.AddGraphClient(GraphConnection.ClientName, onlyReads: true);
        services.AddGraphClient(GraphConnection.WriterName, onlyReads: false);
        services.AddSingleton<GraphConnection>();
        services.AddSingleton<ITeamwork, GraphTeamwork>();
        services.AddSingleton<GraphBatch>();
        services.AddSingleton<GraphReader>();
        services.AddSingleton<GraphAccounts>();
        services.AddSingleton<GraphAvailability>();
        services.Replace(ServiceDescriptor.Singleton<IPersonPhotos, GraphPhotos>());
        return services.Replace(ServiceDescriptor.Singleton<IPeopleDirectory>(CreateDirectory));
    }

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
