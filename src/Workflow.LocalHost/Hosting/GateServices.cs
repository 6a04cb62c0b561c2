using Workflow.Adapters.Files;
using Workflow.Adapters.Git;
using Workflow.Adapters.GitHub;
using Workflow.Adapters.Mail;
using Workflow.Adapters.StandardWebhooks;
using Workflow.Adapters.Tables;
using Workflow.Adapters.Teams;
using Workflow.Api;
using Workflow.LocalHost.Local.Pipeline;
using Workflow.LocalHost.Local.Teams;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;

namespace Workflow.LocalHost.Hosting;

/// <summary>Puts the gate together from its rooms.</summary>
internal static class GateServices
{
    public static void AddGate(this IServiceCollection services, IConfiguration configuration, GateLocation location)
    {
        services.AddDeploymentReview();
        services.AddGateEngine(configuration, location);
        services.AddGateApi();
        services.AddGateTelemetry(configuration);

        services.AddTableStores(configuration.GetSection("Storage"));
        services.AddFiles(configuration.GetSection("Files"));
        services.AddGit(configuration.GetSection("Git"));
        services.AddGitHub(configuration.GetSection("GitHub"));
        services.AddStandardWebhooks(configuration.GetSection("StandardWebhooks"));
        services.AddMail(configuration.GetSection("Mail"));
        services.AddTeams(configuration.GetSection("Teams"));
        if (!HasTeamsTenant(configuration))
        {
            var tablePrefix = configuration["Storage:TablePrefix"] ?? "Gate";
            services.AddLocalPipeline(tablePrefix);
            services.AddLocalTeams(options =>
            {
                options.BaseUrl = location.Url;
                options.DataFolder = location.Data.Path;
                options.TablePrefix = tablePrefix;
            });
        }

        if (services.All(service => service.ServiceType != typeof(IWebhookReceiver)))
        {
            throw new GateConfigurationException(
                "No pipeline can reach this gate: configure StandardWebhooks (Secrets, AllowedCallbackOrigins) or GitHub. "
                + "For a first try on this machine:"
                + Environment.NewLine
                + "  dotnet user-secrets --project src/Workflow.LocalHost set StandardWebhooks:Secrets:0 \"whsec_$(openssl rand -base64 32)\""
                + Environment.NewLine
                + $"  dotnet user-secrets --project src/Workflow.LocalHost set StandardWebhooks:AllowedCallbackOrigins:0 {location.Url.GetLeftPart(UriPartial.Authority)}");
        }
    }

    public static void UseGate(this WebApplication application)
    {
        if (!HasTeamsTenant(application.Configuration))
        {
            application.MapLocalTeams();
            application.MapLocalPipeline();
        }

        application.MapGate();
    }

    private static bool HasTeamsTenant(IConfiguration configuration) => !string.IsNullOrEmpty(configuration["Teams:TenantId"]);
}

/// <summary>The gate cannot start with this configuration; the message says why and how to mend it.</summary>
internal sealed class GateConfigurationException(string message) : Exception(message);
