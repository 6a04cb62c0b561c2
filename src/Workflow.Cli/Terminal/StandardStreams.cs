using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Workflow.Cli.Terminal;

/// <summary>The standard streams of this process, or what stands in for them.</summary>
internal sealed record StandardStreams(Func<Stream> OpenInput, Func<Stream> OpenOutput, TextWriter Error)
{
    private const int OutputDescriptor = 1;

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    public static StandardStreams OfProcess()
    {
        // Commit messages are UTF-8, whatever the terminal's own code page is.
        var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
        return new StandardStreams(Console.OpenStandardInput, OpenOutputOfProcess, TextWriter.Synchronized(error))
        {
            IsOutputTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
        };
    }

    /// <remarks>
    /// The console's own stream takes what it is given after the reader of a pipe has gone; a pipe's says so, and the work can end.
    /// </remarks>
    private static Stream OpenOutputOfProcess()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.OpenStandardOutput();
        }

        // A file that the shell has opened keeps its place in the console's stream only.
        var stream = new FileStream(new SafeFileHandle(OutputDescriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
