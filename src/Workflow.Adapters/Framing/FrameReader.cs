namespace Workflow.Adapters.Framing;

/// <summary>
/// Cuts a stream into the frames between its delimiters; each byte is looked at once, and one frame at a time is in memory.
/// </summary>
/// <param name="delimiter">What ends a frame, one byte or more. The last frame may end with the stream instead.</param>
/// <param name="maxBytes">The longest frame, in bytes, that is delivered whole, 1 or more.</param>
public sealed class FrameReader(Stream stream, ReadOnlyMemory<byte> delimiter, int maxBytes)
{
    private const int FirstCapacity = 128 * 1024;

    private byte[] buffer = new byte[FirstCapacity];
    private int start;
    private int end;
    private bool ended;

    /// <summary>Bytes that were taken from the stream so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The next frame without its delimiter, valid until the next call; null at the end of the stream.</summary>
    public async ValueTask<Frame?> NextAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var found = buffer.AsSpan(start + searched, end - start - searched).IndexOf(delimiter.Span);
            var length = found < 0 ? end - start : found + searched;
            if (length <= maxBytes && (found >= 0 || ended))
            {
                return found >= 0 ? Take(length, FrameEnd.Delimiter) : length > 0 ? Take(length, FrameEnd.Stream) : null;
            }

            // What was read may end with the beginning of a delimiter.
            if (found >= 0 || ended || length >= maxBytes + delimiter.Length)
            {
                return await TakeBeginningAsync(cancellationToken);
            }

            searched = Math.Max(0, length - delimiter.Length + 1);
            await FillAsync(cancellationToken);
        }
    }

    private Frame Take(int length, FrameEnd by)
    {
        var frame = new Frame(buffer.AsMemory(start, length), by);
        start += by is FrameEnd.Delimiter ? length + delimiter.Length : length;
        return frame;
    }

    /// <summary>Keeps the beginning of a frame that is too long, and leaves the stream behind its delimiter.</summary>
    private async ValueTask<Frame> TakeBeginningAsync(CancellationToken cancellationToken)
    {
        var beginning = buffer.AsSpan(start, maxBytes).ToArray();
        start += maxBytes;
        int found;
        while ((found = buffer.AsSpan(start, end - start).IndexOf(delimiter.Span)) < 0 && !ended)
        {
            start = Math.Max(start, end - delimiter.Length + 1);
            await FillAsync(cancellationToken);
        }

        start = found < 0 ? end : start + found + delimiter.Length;
        return new Frame(beginning, FrameEnd.Length);
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
        end += read;
        BytesRead += read;
        ended = read == 0;
    }
}

/// <summary>What stood between two delimiters.</summary>
public readonly record struct Frame(ReadOnlyMemory<byte> Content, FrameEnd End);

/// <summary>What ended a frame.</summary>
public enum FrameEnd
{
    Delimiter,

    /// <summary>The stream ended before a delimiter came.</summary>
    Stream,

    /// <summary>It is longer than the reader keeps: this is its beginning.</summary>
    Length,
}
