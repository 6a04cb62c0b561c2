using System.ComponentModel;
using System.Diagnostics;
using Workflow.LocalHost.Hosting;

namespace Workflow.LocalHost.Local.Teams.Playground;

/// <summary>
/// Microsoft's Agents Playground, run by npx in the foreground of this terminal. Its licence is for evaluation: it is fetched by whoever
/// tries it out, and no part of the gate.
/// </summary>
internal static class PlaygroundProcess
{
    public const int Port = 56150;

    private const string Package = "@microsoft/m365agentsplayground@0.2.28";

    /// <summary>Where it listens, with the slash at the end.</summary>
    public static Uri Address { get; } = new($"http://127.0.0.1:{Port}/");

    /// <param name="folder">Has the <see cref="PlaygroundConfig"/>.</param>
    /// <param name="gate">The address of the gate.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="GateConfigurationException">npx cannot be run.</exception>
    public static async Task<int> RunAsync(string folder, Uri gate, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "--yes", Package, "start", "--app-endpoint", new Uri(gate, "api/messages").AbsoluteUri, "--channel-id", LocalAuthority.ChannelId,
            "--port", $"{Port}", "--service-url", new Uri(Address, "_connector").AbsoluteUri, "--disable-telemetry",
        ];

        // npx is a command script on Windows, which only the command interpreter runs.
        var windows = OperatingSystem.IsWindows();
        var start = new ProcessStartInfo(windows ? "cmd.exe" : "npx", windows ? ["/d", "/c", "npx", .. arguments] : arguments)
        {
            WorkingDirectory = folder,
        };
        start.Environment["TEAMSAPPTESTER_BROWSER"] = "none";
        using var process = Start(start);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new GateConfigurationException("npx could not be run. Install Node.js 20 or newer, then try again.");
        }
    }
}
