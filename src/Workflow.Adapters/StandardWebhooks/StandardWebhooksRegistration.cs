using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.StandardWebhooks;

public static class StandardWebhooksRegistration
{
    /// <summary>
    /// Adds the webhook receiver <c>standard</c> and its two pipeline gates, where they are configured.
    /// </summary>
    /// <param name="configuration">Section of <see cref="StandardWebhooksOptions"/>; if empty, nothing is added.</param>
    public static IServiceCollection AddStandardWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.GetChildren().Any())
        {
            return services;
        }

        services.AddOptionsWithValidateOnStart<StandardWebhooksOptions>().Bind(configuration).ValidateDataAnnotations();
        services.AddSingleton<IValidateOptions<StandardWebhooksOptions>, StandardWebhooksOptionsValidator>();
        services.AddHttpClient(StandardPipelineGate.HttpClientName)
            .ConfigureHttpClient((provider, client) => client.Timeout =
                provider.GetRequiredService<IOptions<StandardWebhooksOptions>>().Value.CallbackTimeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<DeploymentEventReader>()
            .AddSingleton<IWebhookReceiver, StandardWebhookReceiver>()
            .AddSingleton<IPipelineGate, StandardPipelineGate>()
            .AddSingleton<IPipelineGate, PolledPipelineGate>();
    }

    /// <summary>Adds the webhook receiver <c>incidents</c>, where it is configured.</summary>
    /// <param name="configuration">Section of <see cref="IncidentsOptions"/>; if empty, nothing is added, and no policy knows of incidents.</param>
    public static IServiceCollection AddIncidents(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.GetChildren().Any())
        {
            return services;
        }

        services.AddOptionsWithValidateOnStart<IncidentsOptions>().Bind(configuration).ValidateDataAnnotations();
        services.AddSingleton<IValidateOptions<IncidentsOptions>, IncidentsOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<IWebhookReceiver, IncidentWebhookReceiver>();
    }
}
