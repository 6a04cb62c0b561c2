using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Adapters.DecisionLinks;
using Workflow.Adapters.Documents.Gate;
using Workflow.Adapters.Files;
using Workflow.Adapters.Git;
using Workflow.Adapters.GitHub;
using Workflow.Adapters.Graph;
using Workflow.Adapters.Mail;
using Workflow.Adapters.OpenTelemetry;
using Workflow.Adapters.StandardWebhooks;
using Workflow.Adapters.Tables;
using Workflow.Adapters.Teams;

namespace Workflow.Adapters;

/// <summary>Every outside system, each with the configuration section of its own name.</summary>
public static class GateAdapters
{
    public static IServiceCollection AddGateAdapters(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddGateTelemetry(configuration);
        services.AddTableStores(configuration.GetSection("Storage"));
        services.AddFiles(configuration.GetSection("Files"));
        services.AddGraph(configuration.GetSection("Graph"));
        services.AddGit(configuration.GetSection("Git"));
        services.AddGitHub(configuration.GetSection("GitHub"));
        services.AddStandardWebhooks(configuration.GetSection("StandardWebhooks"));
        services.AddIncidents(configuration.GetSection("Incidents"));
        services.AddRiskAnalysis(configuration.GetSection("Risk"));
        services.AddDecisionLinks(configuration.GetSection("DecisionLinks"));
        services.AddMail(configuration.GetSection("Mail"));
        services.AddTeams(configuration.GetSection("Teams"));
        return services;
    }

    /// <summary>Whether any pipeline can reach the gate.</summary>
    public static bool HasWayIn(IConfiguration configuration) =>
        configuration.GetSection("StandardWebhooks").GetChildren().Any() || configuration.GetSection("GitHub").GetChildren().Any();
}
