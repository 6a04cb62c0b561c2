using Workflow.Adapters;
using Workflow.Api;
using Workflow.LocalHost.Local.Pipeline;
using Workflow.LocalHost.Local.Teams;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Hosting;

/// <summary>Puts the gate together from its rooms.</summary>
internal static class GateServices
{
    public static void AddGate(this IServiceCollection services, IConfiguration configuration, GateLocation location)
    {
        services.AddDeploymentReview();
        services.AddGateEngine(configuration, location);
        services.AddHostedService<AbandonedReviewWatch>();
        services.AddJobSchedule(configuration);
        services.AddGateApi(ownsSocket: true);
        services.AddGateAdapters(configuration);
        if (UsesLocalTeams(configuration))
        {
            var tablePrefix = configuration["Storage:TablePrefix"]!;
            services.AddLocalPipeline(tablePrefix);
            services.AddLocalTeams(options =>
            {
                options.BaseUrl = location.Url;
                options.DataFolder = location.Data.Path;
                options.TablePrefix = tablePrefix;
                options.Playground = configuration.GetValue<Uri?>(LocalTeamsSettings.Playground);
            });
        }
    }

    /// <exception cref="GateConfigurationException">Nobody could ask the gate, or the gate could ask nobody.</exception>
    public static void CheckConfiguration(IConfiguration configuration, Uri url)
    {
        if (!GateAdapters.HasWayIn(configuration))
        {
            var origin = url.GetLeftPart(UriPartial.Authority);
            throw new GateConfigurationException($"""
                No pipeline can reach this gate: configure StandardWebhooks (Secrets, AllowedCallbackOrigins) or GitHub.
                For a first try on this machine:
                  dotnet user-secrets --project src/Workflow.LocalHost set StandardWebhooks:Secrets:0 "whsec_$(openssl rand -base64 32)"
                  dotnet user-secrets --project src/Workflow.LocalHost set StandardWebhooks:AllowedCallbackOrigins:0 {origin}
                  dotnet user-secrets --project src/Workflow.LocalHost set LocalTeams:Enabled true
                """);
        }

        if (HasTeamsTenant(configuration) && !string.IsNullOrEmpty(configuration[LocalTeamsSettings.Playground]))
        {
            throw new GateConfigurationException(
                $"The Agents Playground takes the place of Teams, and Teams:TenantId is '{configuration["Teams:TenantId"]}': leave out "
                + $"--playground ({LocalTeamsSettings.Playground}), or the tenant.");
        }

        if (!UsesLocalTeams(configuration) && !HasTeamsTenant(configuration))
        {
            throw new GateConfigurationException(
                "Reviewers cannot be asked: configure Teams (TenantId, AppId, ClientSecret), or set LocalTeams:Enabled to true for the "
                + "inbox on this machine, where whoever can log on to the machine can decide in anybody's name.");
        }
    }

    public static void UseGate(this WebApplication application)
    {
        if (UsesLocalTeams(application.Configuration))
        {
            application.MapLocalTeams();
            application.MapLocalPipeline();
        }

        application.MapGate();
    }

    /// <summary>
    /// The stand-in decides in anybody's name, so it is there only where it was asked for, and never beside a real tenant.
    /// </summary>
    private static bool UsesLocalTeams(IConfiguration configuration) =>
        configuration.GetValue<bool>(LocalTeamsSettings.Enabled) && !HasTeamsTenant(configuration);

    private static bool HasTeamsTenant(IConfiguration configuration) => !string.IsNullOrEmpty(configuration["Teams:TenantId"]);
}

/// <summary>The gate cannot start with this configuration; the message says why and how to mend it.</summary>
public sealed class GateConfigurationException(string message) : Exception(message);
