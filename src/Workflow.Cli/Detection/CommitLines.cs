using System.Runtime.CompilerServices;
using Workflow.Adapters.Framing;
using Workflow.Cli.Terminal;

namespace Workflow.Cli.Detection;

/// <summary>Commits from a stream with one JSON object a line. A line that cannot be read is reported, and the rest goes on.</summary>
internal static class CommitLines
{
    /// <summary>The longest line that is read: 16 MB.</summary>
    public const int MaxLineBytes = 16 * 1024 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static ReadOnlySpan<byte> LittleEndianMark => [0xFF, 0xFE];

    private static ReadOnlySpan<byte> BigEndianMark => [0xFE, 0xFF];

    private static ReadOnlySpan<byte> GzipMark => [0x1F, 0x8B];

    /// <param name="name">What the stream is called in messages.</param>
    public static async IAsyncEnumerable<CommitToJudge> ReadAsync(
        Stream stream,
        string name,
        Problems problems,
        WorkMeter meter,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var lines = new FrameReader(stream, "\n"u8.ToArray(), MaxLineBytes);
        for (var number = 1L; await lines.NextAsync(cancellationToken) is { } line; number++)
        {
            meter.Done = lines.BytesRead;
            if (number == 1 && FindForm(line.Content.Span) is { } form)
            {
                problems.Add($"{name} is {form}");
                yield break;
            }

            if (Read(line, number, name, problems) is { } commit)
            {
                yield return commit;
            }
        }
    }

    /// <returns>What it is instead of text in UTF-8, and how to mend it; null where nothing is wrong.</returns>
    private static string? FindForm(ReadOnlySpan<byte> start) =>
        start.StartsWith(LittleEndianMark) || start.StartsWith(BigEndianMark)
            ? "text in UTF-16. Write it in UTF-8; in Windows PowerShell: ... | Out-File -Encoding utf8 FILE."
            : start.StartsWith(GzipMark) ? "compressed. Unpack it first, for example: gzip -dc FILE | gate detect --input -." : null;

    private static CommitToJudge? Read(Frame line, long number, string name, Problems problems)
    {
        var text = line.Content.Span;
        if (number == 1 && text.StartsWith(ByteOrderMark))
        {
            text = text[ByteOrderMark.Length..];
        }

        if (line.End is FrameEnd.Length)
        {
            problems.Add($"{name} line {number}: longer than {MaxLineBytes:N0} bytes. Shorten its message or pull request body.");
            return null;
        }

        if (text.TrimStart(" \t\r"u8).IsEmpty)
        {
            return null;
        }

        try
        {
            return CommitLine.Read(text);
        }
        catch (FormatException mistake)
        {
            problems.Add($"{name} line {number}: {mistake.Message}");
            return null;
        }
    }
}
