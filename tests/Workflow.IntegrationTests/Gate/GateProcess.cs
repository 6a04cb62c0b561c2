using System.Diagnostics;
using System.Threading.Channels;
using Workflow.IntegrationTests.Loopback;
using Workflow.LocalHost.Storage;

namespace Workflow.IntegrationTests.Gate;

/// <summary>Where gates of one test keep their state: a data folder and an emulator of their own, which the gate starts itself.</summary>
internal sealed class GateFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gate-");

    public string Path => folder.FullName;

    public string Storage { get; } = StorageConnection.ForAzurite(LoopbackPort.FindFree());

    /// <summary>Where the next gate listens.</summary>
    public Uri Url { get; set; } = NewUrl();

    /// <summary>Where the stand-ins listen for a gate that is not their own.</summary>
    public Uri StandIns { get; set; } = NewUrl();

    public static Uri NewUrl() => new($"http://127.0.0.1:{LoopbackPort.FindFree()}");

    public string File(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => folder.Delete(recursive: true);
}

/// <summary>The local host as its users run it: a process with its arguments and environment.</summary>
internal sealed class GateProcess : IAsyncDisposable
{
    /// <summary>Only so that a test that hangs ends.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly Task<string> errors;
    private readonly Task reading;

    private GateProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
        reading = PumpLinesAsync();
    }

    public static GateProcess Start(
        GateFolder folder, string command, IReadOnlyDictionary<string, string>? environment = null, params string[] arguments) =>
        Run(folder, environment, [command, "--url", folder.Url.ToString(), "--data", folder.Path, .. arguments]);

    /// <param name="arguments">All of them, the commands first.</param>
    public static GateProcess Run(GateFolder folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Workflow.LocalHost.dll"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["Storage__ConnectionString"] = folder.Storage;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new GateProcess(Process.Start(start)!);
    }

    /// <summary>Reads on until a line says something.</summary>
    /// <returns>The line, or null where the process ended without it.</returns>
    public async Task<string?> FindLineAsync(Func<string, bool> says)
    {
        using var limit = new CancellationTokenSource(Limit);
        await foreach (var line in lines.Reader.ReadAllAsync(limit.Token))
        {
            if (says(line))
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>Ends it as a crash would: without a chance to say goodbye.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <returns>All that it writes to standard output until it ends.</returns>
    public async Task<IReadOnlyList<string>> ReadLinesToEndAsync()
    {
        List<string> all = [];
        await FindLineAsync(line =>
        {
            all.Add(line);
            return false;
        });
        return all;
    }

    /// <returns>The exit code and what was written to standard error.</returns>
    public async Task<(int Code, string Errors)> WaitAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await errors);
    }

    /// <summary>Asks it to stop, as a service manager does, and waits until it has.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var terminate = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await terminate.WaitForExitAsync();
            await WaitAsync();
        }

        await reading;
        process.Dispose();
    }

    private async Task PumpLinesAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Writer.TryWrite(line);
        }

        lines.Writer.Complete();
    }
}
