using System.Text;

namespace Workflow.Adapters.Documents.Diffs;

/// <summary>Reads lines of any length and keeps at most a part of each.</summary>
internal sealed class LineReader(TextReader reader)
{
    private const int MaxLength = 16_000;

    private readonly char[] buffer = new char[16 * 1024];
    private readonly StringBuilder text = new();
    private int position;
    private int length;

    /// <summary>Of the line that was read last, from 1; 0 before the first.</summary>
    public int Line { get; private set; }

    /// <summary>The next line without its line break; null at the end.</summary>
    public string? Read()
    {
        text.Clear();
        var isAtEnd = true;
        while (position < length || Fill())
        {
            isAtEnd = false;
            var rest = buffer.AsSpan(position, length - position);
            var end = rest.IndexOf('\n');
            var part = end < 0 ? rest : rest[..end];
            text.Append(part[..Math.Min(part.Length, MaxLength - text.Length)]);
            position += part.Length;
            if (end >= 0)
            {
                position++;
                break;
            }
        }

        if (isAtEnd)
        {
            return null;
        }

        Line++;
        if (text.Length > 0 && text[^1] == '\r')
        {
            text.Length--;
        }

        return text.ToString();
    }

    private bool Fill()
    {
        (position, length) = (0, reader.Read(buffer, 0, buffer.Length));
        return length > 0;
    }
}
