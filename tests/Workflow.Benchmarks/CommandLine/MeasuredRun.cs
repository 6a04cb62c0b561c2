using System.ComponentModel;
using System.Diagnostics;

namespace Workflow.Benchmarks.CommandLine;

/// <summary>What one run of a program took.</summary>
/// <param name="Processor">Time on all cores together.</param>
/// <param name="PeakBytes">Most memory that it had resident.</param>
internal sealed record MeasuredRun(TimeSpan Elapsed, TimeSpan Processor, long PeakBytes)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);

    private static readonly string Gate = Path.Combine(AppContext.BaseDirectory, "gate.dll");

    /// <summary>Runs the command line as a user would after it was built.</summary>
    public static Task<MeasuredRun> OfGateAsync(CancellationToken cancellationToken, params string[] arguments) =>
        OfAsync("dotnet", [Gate, .. arguments], isExpected: code => code is 0 or 2, cancellationToken);

    public static Task<MeasuredRun> OfGitAsync(CancellationToken cancellationToken, params string[] arguments) =>
        OfAsync("git", arguments, isExpected: code => code is 0, cancellationToken);

    private static async Task<MeasuredRun> OfAsync(
        string program, string[] arguments, Func<int, bool> isExpected, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
        var (processor, peak) = (TimeSpan.Zero, 0L);
        while (!process.HasExited)
        {
            try
            {
                process.Refresh();
                (processor, peak) = (process.TotalProcessorTime, Math.Max(peak, process.PeakWorkingSet64));
            }
            catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
            {
                // It has ended meanwhile.
            }

            await Task.Delay(Pace, cancellationToken);
        }

        await output;
        var elapsed = watch.Elapsed;
        return isExpected(process.ExitCode)
            ? new MeasuredRun(elapsed, processor, peak)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
