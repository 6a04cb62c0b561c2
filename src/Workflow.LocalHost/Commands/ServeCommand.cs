using System.CommandLine;
using Workflow.LocalHost.Hosting;
using Workflow.LocalHost.Local.Teams;

namespace Workflow.LocalHost.Commands;

/// <summary><c>serve</c>: runs the gate until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var url = HostArguments.Url("Address to listen on.", GateHost.DefaultUrl);
        var data = HostArguments.Data();
        var playground = HostArguments.Playground();
        var command = new Command("serve", "Run the gate until it is stopped.") { url, data, playground };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new GateHostOptions(parsed.GetRequiredValue(url)!)
            {
                DataFolder = parsed.GetValue(data),
                Settings = parsed.GetValue(playground) ? LocalTeamsSettings.ForPlayground() : new Dictionary<string, string?>(),
            },
            cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(GateHostOptions options, CancellationToken cancellationToken) => ExitCode.OfAsync(async () =>
    {
        await using var host = await GateHost.StartAsync(options, cancellationToken);
        await host.WaitForShutdownAsync(cancellationToken);
        return 0;
    });
}
