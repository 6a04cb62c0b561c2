using System.Text.Json;
using Workflow.LocalHost.Hosting;

namespace Workflow.LocalHost.Demo.Gates;

/// <summary>A gate in this process, which is its own stand-in for Teams and for the pipeline. Its files go when it goes.</summary>
internal sealed class HostedGate : IDemoGate
{
    private readonly DataFolder data;
    private readonly IReadOnlyDictionary<string, string?> settings;
    private GateHost? host;

    /// <param name="playground">Whether the cards go to Microsoft's Agents Playground.</param>
    /// <exception cref="GateConfigurationException">Somebody listens at the address already.</exception>
    public HostedGate(Uri url, DataFolder data, bool playground)
    {
        ListenAddress.EnsureFree(url);
        Url = url;
        this.data = data;
        Files = new DemoFiles(Path.GetDirectoryName(data.Combine(DemoFiles.RelativeSettings))!);
        Files.Remove();
        settings = DemoSettings.ForHosted(Files, url, playground);
    }

    public Uri Url { get; }

    public Uri StandIns => Url;

    public DemoFiles Files { get; }

    public string RequestSecret => settings[DemoSettings.RequestSecret]!;

    public DemoPace Pace => DemoPace.Scripted;

    public TimeSpan BetweenLooks { get; } = TimeSpan.FromMilliseconds(250);

    public IEnumerable<string> Warnings => [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        DemoFiles.WriteSecret(Files.Settings, JsonSerializer.Serialize(settings));
        host = await GateHost.StartAsync(
            new GateHostOptions(Url) { DataFolder = data.Path, LogFile = data.Combine("demo.log"), Settings = settings },
            cancellationToken);
    }

    public HttpClient CreateClient() => new() { BaseAddress = Url };

    public string? ExplainRefusal(int status) => null;

    public Task CheckAsync(DemoRow row, TimeSpan unchanged, GateClient client, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => host!.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        Files.Remove();
    }
}
