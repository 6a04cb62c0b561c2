using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Teams.Connector;
using Workflow.Adapters.Teams.Inbound;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Teams;

/// <summary>Registers Microsoft Teams as the approval channel.</summary>
public static class TeamsRegistration
{
    private const string PublicCloudHost = "smba.trafficmanager.net";

    /// <param name="section">The configuration section with <see cref="TeamsOptions"/>.</param>
    public static IServiceCollection AddTeams(this IServiceCollection services, IConfigurationSection section)
    {
        services.AddOptions<TeamsOptions>()
            .Bind(section)
            .PostConfigure(options =>
            {
                if (options.AllowedServiceHosts.Count == 0)
                {
                    options.AllowedServiceHosts.Add(PublicCloudHost);
                }
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<TeamsOptions>, TeamsOptionsRules>();

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ConnectorToken>();
        services.AddSingleton<ServiceAddress>();
        services.AddSingleton<ConnectorClient>();
        services.AddTransient<ConnectorAuthentication>();
        services.AddSingleton<ConversationPace>();
        services.AddTransient<ConversationPacing>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<ActivityTokenChecker>();
        services.AddSingleton<CardDecisions>();
        services.AddSingleton<CardActions>();
        services.AddSingleton<CardButtons>();
        services.AddSingleton<PersonalChats>();
        services.AddSingleton<IApprovalChannel, TeamsChannel>();
        services.AddSingleton<IChannelReceiver, TeamsReceiver>();

        services.AddHttpClient(ConnectorToken.ClientName);
        services.AddHttpClient(SigningKeys.ClientName);
        var connector = services.AddHttpClient(ConnectorClient.ClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        ConnectorRetry.Add(connector);
        connector.AddHttpMessageHandler<ConversationPacing>();
        connector.AddHttpMessageHandler<ConnectorAuthentication>();
        return services;
    }

    /// <param name="services">Tells whether Microsoft Graph is configured, without making it.</param>
    private sealed class TeamsOptionsRules(IServiceProviderIsService services) : IValidateOptions<TeamsOptions>
    {
        public ValidateOptionsResult Validate(string? name, TeamsOptions options)
        {
            string[] defects = [.. options.FindDefects(hasGraph: services.IsService(typeof(ITeamwork)))];
            return defects.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(defects);
        }
    }
}
