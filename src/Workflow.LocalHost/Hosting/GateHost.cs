using Microsoft.Extensions.FileProviders;
using Workflow.Adapters;
using Workflow.Api.Access;
using Workflow.LocalHost.Demo;
using Workflow.LocalHost.Storage;

namespace Workflow.LocalHost.Hosting;

/// <param name="Url">Where the host listens.</param>
public sealed record GateHostOptions(Uri Url)
{
    /// <summary>Where the host keeps what it makes; null for the default of <see cref="Hosting.DataFolder"/>.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Where log lines go instead of the console; null for the console.</summary>
    public string? LogFile { get; init; }

    /// <summary>Settings that win over every other source.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}

/// <summary>The running gate on one machine: its storage, its engine, its HTTP surface.</summary>
public sealed partial class GateHost : IAsyncDisposable
{
    public const string DefaultUrl = "http://127.0.0.1:7071";

    private readonly LocalServer server;

    private GateHost(LocalServer server) => this.server = server;

    public IServiceProvider Services => server.Services;

    /// <summary>Starts the storage emulator where it is needed, then the gate.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer and cannot be started.</exception>
    /// <exception cref="GateConfigurationException">The gate cannot start with this configuration, or at this address.</exception>
    public static async Task<GateHost> StartAsync(GateHostOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        var data = DataFolder.Open(options.DataFolder);
        var finishesDemo = Configure(builder.Configuration, data, options);

        GateServices.CheckConfiguration(builder.Configuration, options.Url);
        var storage = builder.Configuration["Storage:ConnectionString"] ?? "UseDevelopmentStorage=true";
        builder.Logging.AddGateLogging(builder.Configuration, options.LogFile);
        builder.Services.AddGate(builder.Configuration, new GateLocation(options.Url, storage, data));
        return new GateHost(await LocalServer.StartAsync(builder, options.Url, storage, data, Map, cancellationToken));

        void Map(WebApplication application)
        {
            if (finishesDemo)
            {
                Log.FinishingDemo(application.Services.GetRequiredService<ILogger<GateHost>>(), data.Combine(DemoFiles.RelativeSettings));
            }

            application.UseGate();
        }
    }

    /// <summary>Waits until somebody stops the host.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => server.WaitForShutdownAsync(cancellationToken);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>
    /// Later sources win: what follows from the address and the folder, appsettings.json, user secrets, environment, the caller's.
    /// </summary>
    /// <returns>Whether a killed demo's settings are used.</returns>
    private static bool Configure(ConfigurationManager configuration, DataFolder data, GateHostOptions options)
    {
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Access:SignIn"] = nameof(SignInMode.ThisMachine),
            ["Storage:TablePrefix"] = "Gate",
            ["Mail:PickupFolder"] = data.Combine("mail"),
            ["Mail:ConsoleBaseUrl"] = options.Url.ToString(),
            ["Teams:ConsoleBaseUrl"] = options.Url.ToString(),
        });
        configuration.AddGateSources();
        configuration.AddInMemoryCollection(options.Settings);
        if (GateAdapters.HasWayIn(configuration))
        {
            return false;
        }

        // What a killed demo left behind, all of it or nothing: its deployments are finished by its own rules.
        configuration.AddJsonFile(new PhysicalFileProvider(data.Path), DemoFiles.RelativeSettings, optional: true, reloadOnChange: false);
        return GateAdapters.HasWayIn(configuration);
    }

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Warning,
            "No pipeline is configured: this gate finishes the demo that was stopped, with its policy and people ({File})")]
        public static partial void FinishingDemo(ILogger logger, string file);
    }
}
