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
            if (Read(line, number, name, problems) is { } commit)
            {
                yield return commit;
            }
        }
    }

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
