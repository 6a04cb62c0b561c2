using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Workflow.LocalHost.Local.Teams.Inbox;

/// <summary>
/// Microsoft's renderer for Adaptive Cards, fetched by npm when the inbox is first opened. Only a complete package is ever served: it is
/// installed beside its place and then moved there.
/// </summary>
internal sealed class RendererPackage(IOptions<LocalTeamsOptions> options, TimeProvider time) : IDisposable
{
    private const string Name = "adaptivecards";
    private const string Version = "3.0.6";
    private const int MaxOutputLength = 2000;

    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>The script's file, installed where it is missing.</summary>
    /// <exception cref="RendererUnavailableException">It could not be installed; the message says how to mend that.</exception>
    public async Task<string> GetScriptAsync(CancellationToken cancellationToken)
    {
        var tools = Path.GetFullPath(Path.Combine(options.Value.DataFolder, "tools"));
        var place = Path.Combine(tools, $"{Name}-{Version}");
        var script = Path.Combine(place, "node_modules", Name, "dist", "adaptivecards.min.js");
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (!File.Exists(script))
            {
                await InstallAsync(place, cancellationToken);
            }

            return File.Exists(script)
                ? script
                : throw new RendererUnavailableException($"{place} is incomplete: delete that folder and open this page again.");
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task InstallAsync(string place, CancellationToken cancellationToken)
    {
        var beside = Directory.CreateDirectory($"{place}.{Environment.ProcessId}").FullName;
        try
        {
            await RunNpmAsync(beside, cancellationToken);
            if (Directory.Exists(place))
            {
                Directory.Delete(place, recursive: true);
            }

            Directory.Move(beside, place);
        }
        finally
        {
            if (Directory.Exists(beside))
            {
                Directory.Delete(beside, recursive: true);
            }
        }
    }

    private async Task RunNpmAsync(string folder, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "install", "--prefix", folder, "--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund",
            "--legacy-peer-deps", $"{Name}@{Version}",
        ];
        var start = new ProcessStartInfo { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder };

        // npm is a command script on Windows, which only the command interpreter runs.
        start.FileName = OperatingSystem.IsWindows() ? "cmd.exe" : options.Value.Npm;
        foreach (var argument in OperatingSystem.IsWindows() ? ["/d", "/c", options.Value.Npm, .. arguments] : arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var limit = new CancellationTokenSource(InstallLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = await process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            if (process.ExitCode != 0)
            {
                var said = $"{errors}{await output}".Trim();
                throw new RendererUnavailableException(
                    $"npm could not install {Name}@{Version} (exit code {process.ExitCode}). Mend what it says, then open this page again: "
                    + said[..Math.Min(said.Length, MaxOutputLength)]);
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new RendererUnavailableException(
                $"npm did not install {Name}@{Version} within {InstallLimit.TotalMinutes:0} minutes. Check the network, "
                + "then open this page again.");
        }
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new RendererUnavailableException(
                $"The inbox needs npm, and '{options.Value.Npm}' could not be run. Install Node.js 20 or newer, then open this page again.",
                exception);
        }
    }
}

/// <summary>The renderer is not on this machine and could not be fetched. The message is for the person at the inbox.</summary>
public sealed class RendererUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
