using Azure.Data.Tables;
using Workflow.Adapters.Files;
using Workflow.Adapters.StandardWebhooks;
using Workflow.LocalHost.Hosting;
using Workflow.LocalHost.Local.Pipeline;
using Workflow.LocalHost.Local.Teams;

namespace Workflow.LocalHost.Local;

/// <param name="Url">Where the stand-ins listen: on this machine.</param>
/// <param name="Gate">Where the gate is that they serve.</param>
/// <param name="Settings">The settings of that gate.</param>
/// <param name="SigningKey">See <see cref="LocalTeamsOptions.SigningKey"/>.</param>
internal sealed record StandInHostOptions(Uri Url, Uri Gate, IReadOnlyDictionary<string, string?> Settings, string SigningKey);

/// <summary>The stand-ins for Teams and for a pipeline by themselves, for a gate that runs elsewhere.</summary>
internal static class StandInHost
{
    public const string DefaultUrl = "http://127.0.0.1:7072";

    /// <param name="logFile">Where log lines go.</param>
    /// <exception cref="GateConfigurationException">Somebody listens at the address already.</exception>
    public static Task<LocalServer> StartAsync(
        StandInHostOptions options, DataFolder data, string logFile, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddJsonFile(GateSources.File, optional: true);
        builder.Configuration.AddInMemoryCollection(options.Settings);
        builder.Logging.AddGateLogging(builder.Configuration, logFile);

        var storage = builder.Configuration["Storage:ConnectionString"]!;
        var tablePrefix = builder.Configuration["Storage:TablePrefix"]!;
        builder.Services.AddSingleton(new TableServiceClient(storage));
        builder.Services.AddFiles(builder.Configuration.GetSection("Files"));
        builder.Services.AddOptions<StandardWebhooksOptions>().Bind(builder.Configuration.GetSection("StandardWebhooks"));
        builder.Services.AddLocalPipeline(tablePrefix);
        builder.Services.AddLocalTeams(teams =>
        {
            teams.BaseUrl = options.Url;
            teams.GateUrl = options.Gate;
            teams.ClientSecret = builder.Configuration["Teams:ClientSecret"];
            teams.SigningKey = options.SigningKey;
            teams.DataFolder = data.Path;
            teams.TablePrefix = tablePrefix;
        });
        return LocalServer.StartAsync(builder, options.Url, storage, data, Map, cancellationToken);
    }

    private static void Map(WebApplication application)
    {
        application.MapLocalTeams();
        application.MapLocalPipeline();
    }
}
