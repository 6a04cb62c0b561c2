using System.Buffers;
using System.Text;

namespace Workflow.Cli.Terminal;

/// <summary>Collects output and hands it on in whole units: however a command ends, no half of a line is seen.</summary>
internal sealed class OutputBuffer(Func<Stream> open) : IBufferWriter<byte>, IDisposable
{
    private const int FullAt = 64 * 1024;

    /// <summary>The error of a pipe that nobody reads any more: EPIPE.</summary>
    private const int BrokenPipe = 32;

    private readonly ArrayBufferWriter<byte> waiting = new(FullAt * 2);
    private readonly Stream stream = open();

    public void Advance(int count) => waiting.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0) => waiting.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => waiting.GetSpan(sizeHint);

    public void WriteLine(string text)
    {
        Encoding.UTF8.GetBytes(text, waiting);
        EndLine();
    }

    /// <summary>Ends a line, or whatever must not be torn apart, and hands on when enough has come together.</summary>
    public void EndLine()
    {
        waiting.Write("\n"u8);
        if (waiting.WrittenCount >= FullAt)
        {
            Flush();
        }
    }

    /// <exception cref="OutputClosedException">Nobody reads the output any more.</exception>
    public void Flush()
    {
        try
        {
            stream.Write(waiting.WrittenSpan);
            stream.Flush();
        }
        catch (IOException closed) when (closed.HResult == BrokenPipe)
        {
            throw new OutputClosedException(closed);
        }

        waiting.ResetWrittenCount();
    }

    public void Dispose() => stream.Dispose();
}

/// <summary>Nobody reads the output any more, as behind <c>| head</c>.</summary>
internal sealed class OutputClosedException(Exception cause) : Exception("Nobody reads the output any more.", cause);
