using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Adapters;
using Workflow.Api;
using Workflow.Functions.Durable;
using Workflow.Orchestration;
using Workflow.Orchestration.Scheduled;

namespace Workflow.Functions.Hosting;

/// <summary>Puts the gate together from its rooms.</summary>
internal static class GateServices
{
    /// <summary>
    /// What a setting is where the app's own configuration says nothing. Friction controls, service catalogue and signals are in force where
    /// the app was built with some.
    /// </summary>
    /// <param name="folder">The app's own.</param>
    public static void AddGateDefaults(this IConfigurationBuilder configuration, string folder)
    {
        configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData =
            [
                new("Storage:TablePrefix", "Gate"),
                new("Files:FrictionControls", Find("friction-controls.yaml")),
                new("Files:Services", Find("services.yaml")),
                new("Files:Signals", Find("signals.yaml")),
            ],
        });

        string? Find(string file) => Path.Combine(folder, file) is var path && File.Exists(path) ? path : null;
    }

    public static void AddGate(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<GateConfiguration, GateConfigurationValidator>();

        // The durable extension takes its converter from here, so that both engines write the same JSON.
        services.Configure<WorkerOptions>(options => options.Serializer = new JsonObjectSerializer(WorkflowJson.Options));
        services.AddSingleton<BoundDurableClient>();
        services.AddSingleton<IOrchestrationClient, DurableOrchestrationClient>();
        services.AddDeploymentReview();
        services.Configure<RetentionOptions>(configuration.GetSection(RetentionOptions.Section));
        services.AddGateApi();
        services.AddGateAdapters(configuration);
    }
}
