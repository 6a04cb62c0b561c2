using System.Buffers.Binary;

namespace Workflow.Adapters.Documents.Gate;

/// <summary>The list at the end of a zip archive of what it holds (PKWARE APPNOTE 6.3.10, sections 4.3.12 and 4.3.16).</summary>
internal static class ArchiveDirectory
{
    private const int EndSize = 22;
    private const int HeaderSize = 46;
    private const int MaxCommentSize = ushort.MaxValue;

    /// <summary>
    /// Counts the entries one by one and keeps none, since the number that the archive gives may be wrong.
    /// </summary>
    /// <param name="max">Counting stops one above it.</param>
    /// <exception cref="InvalidDataException">
    /// There is no such list, or it is of the 64-bit form, which no archive of less than 4 GiB and 65,535 entries needs.
    /// </exception>
    public static int Count(Stream archive, int max)
    {
        var end = ReadEnd(archive);
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(16));
        if (BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(4)) is ushort.MaxValue
            || BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(10)) is ushort.MaxValue
            || offset is uint.MaxValue)
        {
            throw new InvalidDataException("It is of the 64-bit form");
        }

        Span<byte> header = stackalloc byte[HeaderSize];
        var count = 0;
        for (long next = offset; count <= max && next <= archive.Length - HeaderSize; count++)
        {
            archive.Position = next;
            archive.ReadExactly(header);
            if (!header.StartsWith("PK\u0001\u0002"u8))
            {
                break;
            }

            next += HeaderSize
                + BinaryPrimitives.ReadUInt16LittleEndian(header[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(header[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
        }

        return count;
    }

    /// <summary>The last record of the archive; only a comment can stand behind it.</summary>
    private static byte[] ReadEnd(Stream archive)
    {
        var tail = new byte[Math.Min(archive.Length, EndSize + MaxCommentSize)];
        archive.Position = archive.Length - tail.Length;
        archive.ReadExactly(tail);
        var at = tail.Length < EndSize ? -1 : tail.AsSpan(0, tail.Length - EndSize + 4).LastIndexOf("PK\u0005\u0006"u8);
        return at < 0 ? throw new InvalidDataException("Its end is missing") : tail[at..(at + EndSize)];
    }
}
