using System.Text;
using Workflow.Adapters.Framing;
using Workflow.Core.Deployments;

namespace Workflow.Adapters.Git;

/// <summary>The form in which <c>git log</c> is asked for a commit, and its reading.</summary>
/// <remarks>
/// Fields end with a zero byte, which no field of a commit can hold. A note can, so it stands last and the record ends with a token that
/// nobody knew when the note was written: else a note could pose as commits, or hide the one that follows it.
/// </remarks>
/// <param name="token">Letters and digits, new for each reading.</param>
internal sealed class GitLogRecord(string token)
{
    private const int FieldsBeforeNote = 6;

    /// <summary>For <c>-z --format</c>: id, author's and committer's names and addresses without the mailmap, message, note.</summary>
    public string Format { get; } = $"tformat:%H%x00%an%x00%ae%x00%cn%x00%ce%x00%B%x00%N%x00{token}";

    /// <summary>What ends a record under <c>-z</c>.</summary>
    public byte[] Delimiter { get; } = Encoding.ASCII.GetBytes($"\0{token}\0");

    /// <summary>Bytes that are not UTF-8 become U+FFFD. A frame that was cut lacks its last fields.</summary>
    /// <returns>Null for a frame that git did not end, or that does not begin with a commit's id.</returns>
    public static LoggedCommit? Read(Frame frame)
    {
        var rest = frame.Content.Span;
        Span<Range> fields = stackalloc Range[FieldsBeforeNote];
        var from = 0;
        for (var field = 0; field < fields.Length; field++)
        {
            var length = rest[from..].IndexOf((byte)0);
            fields[field] = length < 0 ? from.. : from..(from + length);
            from = length < 0 ? rest.Length : from + length + 1;
        }

        var sha = Text(rest[fields[0]]);
        return frame.End is not FrameEnd.Stream && sha.Length is 40 or 64 && sha.All(char.IsAsciiHexDigitLower)
            ? new LoggedCommit(
                new Commit(
                    sha,
                    new ActorIdentity(TextOrNull(rest[fields[1]]), TextOrNull(rest[fields[2]])),
                    new ActorIdentity(TextOrNull(rest[fields[3]]), TextOrNull(rest[fields[4]])),
                    Text(rest[fields[5]]))
                {
                    AuthorshipNote = TextOrNull(rest[from..]),
                },
                frame.End is FrameEnd.Delimiter)
            : null;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static string? TextOrNull(ReadOnlySpan<byte> bytes)
    {
        var text = Text(bytes);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }
}
