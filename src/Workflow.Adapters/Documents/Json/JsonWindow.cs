using System.Buffers;

namespace Workflow.Adapters.Documents.Json;

/// <summary>The part of a stream that is looked at: it slides over the stream, and grows only as far as it is allowed to.</summary>
/// <param name="limit">The most bytes that it ever holds.</param>
internal sealed class JsonWindow(Stream content, int limit) : IDisposable
{
    private const int SmallestSize = 64 * 1024;

    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t\r\n"u8);

    private static readonly SearchValues<byte> Separators = SearchValues.Create(" \t\r\n:,"u8);

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(Math.Min(SmallestSize, limit));
    private int start;
    private int end;

    /// <summary>The most bytes that were held so far.</summary>
    public int PeakSize => bytes.Length;

    /// <summary>Line breaks before the window.</summary>
    public int LineBreaks { get; private set; }

    public bool IsFinal { get; private set; }

    public ReadOnlySpan<byte> Rest => bytes.AsSpan(start, end - start);

    public ReadOnlyMemory<byte> Slice(int offset, int length) => bytes.AsMemory(start + offset, length);

    /// <summary>How many line breaks there are from the document's start to an offset in the window.</summary>
    public int LineBreaksTo(int offset) => LineBreaks + bytes.AsSpan(start, offset).Count((byte)'\n');

    public void Consume(int length)
    {
        LineBreaks = LineBreaksTo(length);
        start += length;
    }

    /// <summary>Takes more of the stream into the window.</summary>
    /// <returns>Whether that was possible; false where the window is as large as it may be and full.</returns>
    public bool Fill()
    {
        if (start > 0)
        {
            bytes.AsSpan(start, end - start).CopyTo(bytes);
            (start, end) = (0, end - start);
        }

        var size = Math.Min(bytes.Length, limit);
        if (end == size)
        {
            if (size == limit)
            {
                return false;
            }

            size = Math.Min(size * 2, limit);
            Grow(size);
        }

        var read = content.ReadAtLeast(bytes.AsSpan(end, size - end), size - end, throwOnEndOfStream: false);
        IsFinal = end + read < size;
        end += read;
        return true;
    }

    /// <summary>Whether a string is next, after white space and separators.</summary>
    public bool IsString => Rest.IndexOfAnyExcept(Separators) is >= 0 and var quote && Rest[quote] == (byte)'"';

    /// <summary>Takes the white space before the next token out of the window.</summary>
    /// <returns>Whether there was any.</returns>
    public bool DropWhiteSpace()
    {
        var length = Rest.IndexOfAnyExcept(Separators) is >= 0 and var token ? token : Rest.Length;
        var separators = bytes.AsSpan(start, length);
        if (!separators.ContainsAny(WhiteSpace))
        {
            return false;
        }

        LineBreaks += separators.Count((byte)'\n');
        var target = start + length;
        for (var position = target - 1; position >= start; position--)
        {
            if (!WhiteSpace.Contains(bytes[position]))
            {
                bytes[--target] = bytes[position];
            }
        }

        start = target;
        return true;
    }

    /// <summary>
    /// Makes an empty string of the string that is next and that the window cannot hold, reading the stream to the string's end.
    /// </summary>
    /// <returns>Whether a string is next.</returns>
    public bool EmptyString()
    {
        if (!IsString)
        {
            return false;
        }

        var quote = Rest.IndexOf((byte)'"');
        var isEscaped = false;
        var keep = start + quote + 1;
        var position = keep;
        while (!IsFinal)
        {
            var closing = FindStringEnd(bytes.AsSpan(position, end - position), ref isEscaped);
            if (closing >= 0)
            {
                var rest = bytes.AsSpan(position + closing, end - position - closing);
                LineBreaks += bytes.AsSpan(keep, position + closing - keep).Count((byte)'\n');
                rest.CopyTo(bytes.AsSpan(keep));
                end = keep + rest.Length;
                return true;
            }

            end = position = keep;
            var read = content.Read(bytes.AsSpan(end));
            IsFinal = read == 0;
            end += read;
        }

        return true;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        (start, end) = (0, 0);
    }

    private static int FindStringEnd(ReadOnlySpan<byte> text, ref bool isEscaped)
    {
        var position = 0;
        while (position < text.Length)
        {
            if (isEscaped)
            {
                isEscaped = false;
                position++;
                continue;
            }

            var found = text[position..].IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0)
            {
                return -1;
            }

            position += found;
            if (text[position] == (byte)'"')
            {
                return position;
            }

            isEscaped = true;
            position++;
        }

        return -1;
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        Rest.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
